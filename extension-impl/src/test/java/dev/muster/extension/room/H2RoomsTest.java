package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class H2RoomsTest extends DatabaseRoomsContract {

    H2RoomsTest() {
        super(TestDatabase.H2);
    }

    @Override
    protected int rounds() {
        return 1000;
    }
}
