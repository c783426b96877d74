package dev.muster.extension.room;

import dev.muster.sql.TestDatabase;

class MariaDbMovesIT extends MovesContract {

    MariaDbMovesIT() {
        super(TestDatabase.MARIADB);
    }
}
