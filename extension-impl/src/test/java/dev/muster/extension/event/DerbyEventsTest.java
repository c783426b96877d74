package dev.muster.extension.event;

import dev.muster.sql.TestDatabase;

class DerbyEventsTest extends DatabaseEventsContract {

    DerbyEventsTest() {
        super(TestDatabase.DERBY);
    }
}
