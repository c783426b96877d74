package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class H2RoomsTest extends DatabaseRoomsContract {

    H2RoomsTest() {
        super(TestDatabase.H2);
    }
}
