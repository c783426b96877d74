package dev.muster.extension.registry;

import dev.muster.sql.TestDatabase;

class MariaDbRegistryIT extends RegistryContract {

    MariaDbRegistryIT() {
        super(TestDatabase.MARIADB);
    }
}
