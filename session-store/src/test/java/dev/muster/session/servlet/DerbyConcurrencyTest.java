package dev.muster.session.servlet;

import dev.muster.sql.TestDatabase;

class DerbyConcurrencyTest extends ConcurrencyContract {

    DerbyConcurrencyTest() {
        super(TestDatabase.DERBY);
    }
}
