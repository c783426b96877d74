package dev.muster.extension.infinispan;

import dev.muster.sql.TestDatabase;

class MariaDbInfinispanIT extends InfinispanContract {

    MariaDbInfinispanIT() {
        super(TestDatabase.MARIADB);
    }
}
