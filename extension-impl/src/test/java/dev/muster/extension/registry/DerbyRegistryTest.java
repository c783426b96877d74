package dev.muster.extension.registry;

import dev.muster.sql.TestDatabase;

class DerbyRegistryTest extends RegistryContract {

    DerbyRegistryTest() {
        super(TestDatabase.DERBY);
    }
}
