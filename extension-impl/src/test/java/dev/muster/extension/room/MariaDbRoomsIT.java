package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class MariaDbRoomsIT extends DatabaseRoomsContract {

    MariaDbRoomsIT() {
        super(TestDatabase.MARIADB);
    }
}
