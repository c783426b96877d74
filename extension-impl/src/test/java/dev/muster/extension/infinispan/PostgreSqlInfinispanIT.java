package dev.muster.extension.infinispan;

import dev.muster.sql.TestDatabase;

class PostgreSqlInfinispanIT extends InfinispanContract {

    PostgreSqlInfinispanIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
