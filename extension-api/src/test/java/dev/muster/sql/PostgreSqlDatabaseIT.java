package dev.muster.sql;

class PostgreSqlDatabaseIT extends DatabaseContract {

    PostgreSqlDatabaseIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
