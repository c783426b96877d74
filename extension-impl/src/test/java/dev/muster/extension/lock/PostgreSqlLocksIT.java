package dev.muster.extension.lock;

import dev.muster.sql.TestDatabase;

class PostgreSqlLocksIT extends DatabaseLocksContract {

    PostgreSqlLocksIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
