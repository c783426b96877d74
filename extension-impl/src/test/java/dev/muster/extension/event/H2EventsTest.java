package dev.muster.extension.event;

import dev.muster.sql.TestDatabase;

class H2EventsTest extends DatabaseEventsContract {

    H2EventsTest() {
        super(TestDatabase.H2);
    }
}
