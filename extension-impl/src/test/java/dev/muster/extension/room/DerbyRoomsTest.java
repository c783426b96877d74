package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class DerbyRoomsTest extends DatabaseRoomsContract {

    DerbyRoomsTest() {
        super(TestDatabase.DERBY);
    }
}
