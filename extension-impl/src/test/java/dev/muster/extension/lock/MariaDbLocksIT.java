package dev.muster.extension.lock;

import dev.muster.sql.TestDatabase;

class MariaDbLocksIT extends DatabaseLocksContract {

    MariaDbLocksIT() {
        super(TestDatabase.MARIADB);
    }
}
