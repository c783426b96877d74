package dev.muster.extension.registry;

import dev.muster.sql.TestDatabase;

class PostgreSqlRegistryIT extends RegistryContract {

    PostgreSqlRegistryIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
