package dev.muster.extension.infinispan;

import dev.muster.sql.TestDatabase;

class DerbyInfinispanIT extends InfinispanContract {

    DerbyInfinispanIT() {
        super(TestDatabase.DERBY);
    }
}
