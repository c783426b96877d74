package dev.muster.extension.event;

import dev.muster.sql.TestDatabase;

class MariaDbEventsIT extends DatabaseEventsContract {

    MariaDbEventsIT() {
        super(TestDatabase.MARIADB);
    }
}
