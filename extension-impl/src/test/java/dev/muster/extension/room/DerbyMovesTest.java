package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class DerbyMovesTest extends MovesContract {

    DerbyMovesTest() {
        super(TestDatabase.DERBY);
    }
}
