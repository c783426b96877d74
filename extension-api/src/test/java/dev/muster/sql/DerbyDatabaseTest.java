package dev.muster.sql;

class DerbyDatabaseTest extends DatabaseContract {

    DerbyDatabaseTest() {
        super(TestDatabase.DERBY);
    }
}
