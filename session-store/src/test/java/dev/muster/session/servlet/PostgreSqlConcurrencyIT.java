package dev.muster.session.servlet;

import dev.muster.sql.TestDatabase;

class PostgreSqlConcurrencyIT extends ConcurrencyContract {

    PostgreSqlConcurrencyIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
