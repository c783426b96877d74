package dev.muster.session.servlet;

import dev.muster.sql.TestDatabase;

class MariaDbConcurrencyIT extends ConcurrencyContract {

    MariaDbConcurrencyIT() {
        super(TestDatabase.MARIADB);
    }
}
