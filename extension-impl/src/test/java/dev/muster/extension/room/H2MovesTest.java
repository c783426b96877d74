package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class H2MovesTest extends MovesContract {

    H2MovesTest() {
        super(TestDatabase.H2);
    }
}
