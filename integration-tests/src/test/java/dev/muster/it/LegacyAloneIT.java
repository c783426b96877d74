package dev.muster.it;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The shop on one server: what {@link DropInIT} holds the cluster to. */
class LegacyAloneIT extends LegacyAloneContract {

    private static SharedPostgres database;
    private static PayaraServer server;

    @BeforeAll
    static void open() {
        database = SharedPostgres.start();
        server = LegacyShop.on(database, "alone")
                .war(MusterJar.application("legacy.war"))
                .start();
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    @Override
    PayaraServer server() {
        return server;
    }

    @Override
    SharedPostgres database() {
        return database;
    }
}
