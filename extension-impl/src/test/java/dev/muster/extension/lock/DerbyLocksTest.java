package dev.muster.extension.lock;

import dev.muster.sql.TestDatabase;

class DerbyLocksTest extends DatabaseLocksContract {

    DerbyLocksTest() {
        super(TestDatabase.DERBY);
    }
}
