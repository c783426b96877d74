package dev.muster.session.jdbc;

import dev.muster.sql.TestDatabase;

class H2JdbcSessionStoreTest extends JdbcSessionStoreContract {

    H2JdbcSessionStoreTest() {
        super(TestDatabase.H2);
    }
}
