package dev.muster.extension.event;

import dev.muster.sql.TestDatabase;

class PostgreSqlEventsIT extends DatabaseEventsContract {

    PostgreSqlEventsIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
