package dev.muster.sql;

class H2DatabaseTest extends DatabaseContract {

    H2DatabaseTest() {
        super(TestDatabase.H2);
    }
}
