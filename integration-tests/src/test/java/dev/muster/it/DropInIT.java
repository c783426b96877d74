package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An application that knows nothing of clusters, made one by the command line alone, on two servers.
 */
class DropInIT {

    private static final Path CLUSTERED = Path.of("target", "dropin", "legacy.war");
    private static final Duration SOON = Duration.ofSeconds(10);

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    private final LegacyShop shop = new LegacyShop(Browser.open());

    @BeforeAll
    static void dropInAndStart() throws Exception {
        MusterJar.dropIn("legacy.war", CLUSTERED, "java:app/jdbc/Legacy");
        database = SharedPostgres.start();
        first = server("drop-a").launch();
        second = server("drop-b").launch();
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void newPrice_reachesTheOtherServersSecondLevelCache() {
        assertThat(shop.get(second, "/api/price?product=1")).isEqualTo("24.50");

        shop.post(first, "/api/price", Map.of("product", "1", "cents", "1999"));

        Await.until(
                "the new price on the other server",
                SOON,
                () -> shop.get(second, "/api/price?product=1").equals("19.99"));
    }

    private static PayaraSetup server(String name) {
        return LegacyShop.on(database, name)
                .war(CLUSTERED)
                .property("muster.server.name", name)
                .property("muster.mesh.address", "127.0.0.1");
    }
}
