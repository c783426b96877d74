package dev.muster.session.jdbc;

import dev.muster.sql.TestDatabase;

class MariaDbJdbcSessionStoreIT extends JdbcSessionStoreContract {

    MariaDbJdbcSessionStoreIT() {
        super(TestDatabase.MARIADB);
    }
}
