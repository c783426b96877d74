package dev.muster.session.jdbc;

import dev.muster.sql.TestDatabase;

class PostgreSqlJdbcSessionStoreIT extends JdbcSessionStoreContract {

    PostgreSqlJdbcSessionStoreIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
