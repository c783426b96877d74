package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class PostgreSqlMovesIT extends MovesContract {

    PostgreSqlMovesIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
