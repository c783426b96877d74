package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class PostgreSqlRoomStoreIT extends JdbcRoomStoreContract {

    PostgreSqlRoomStoreIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
