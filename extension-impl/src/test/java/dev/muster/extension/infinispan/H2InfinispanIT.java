package dev.muster.extension.infinispan;

import dev.muster.sql.TestDatabase;

class H2InfinispanIT extends InfinispanContract {

    H2InfinispanIT() {
        super(TestDatabase.H2);
    }
}
