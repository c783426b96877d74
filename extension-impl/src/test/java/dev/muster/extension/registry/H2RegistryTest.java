package dev.muster.extension.registry;

import dev.muster.sql.TestDatabase;

class H2RegistryTest extends RegistryContract {

    H2RegistryTest() {
        super(TestDatabase.H2);
    }
}
