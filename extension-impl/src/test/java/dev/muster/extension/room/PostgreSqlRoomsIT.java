package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class PostgreSqlRoomsIT extends DatabaseRoomsContract {

    PostgreSqlRoomsIT() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    protected int rounds() {
        return 200;
    }
}
