package dev.muster.sql;

class MariaDbDatabaseIT extends DatabaseContract {

    MariaDbDatabaseIT() {
        super(TestDatabase.MARIADB);
    }
}
