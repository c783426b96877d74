package dev.muster.session.servlet;

import dev.muster.sql.TestDatabase;

class H2ConcurrencyTest extends ConcurrencyContract {

    H2ConcurrencyTest() {
        super(TestDatabase.H2);
    }
}
