package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class MariaDbRoomStoreIT extends JdbcRoomStoreContract {

    MariaDbRoomStoreIT() {
        super(TestDatabase.MARIADB);
    }
}
