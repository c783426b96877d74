package dev.muster.session.jdbc;

import dev.muster.sql.TestDatabase;

class DerbyJdbcSessionStoreTest extends JdbcSessionStoreContract {

    DerbyJdbcSessionStoreTest() {
        super(TestDatabase.DERBY);
    }
}
