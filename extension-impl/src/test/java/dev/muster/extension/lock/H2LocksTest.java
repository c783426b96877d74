package dev.muster.extension.lock;

import dev.muster.sql.TestDatabase;

class H2LocksTest extends DatabaseLocksContract {

    H2LocksTest() {
        super(TestDatabase.H2);
    }
}
