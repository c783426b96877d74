package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class H2RoomStoreTest extends JdbcRoomStoreContract {

    H2RoomStoreTest() {
        super(TestDatabase.H2);
    }
}
