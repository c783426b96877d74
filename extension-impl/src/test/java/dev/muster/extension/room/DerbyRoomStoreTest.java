package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class DerbyRoomStoreTest extends JdbcRoomStoreContract {

    DerbyRoomStoreTest() {
        super(TestDatabase.DERBY);
    }
}
