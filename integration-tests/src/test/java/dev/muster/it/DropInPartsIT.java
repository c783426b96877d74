package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A choice of parts comes with the libraries of those parts only, and that is enough. */
class DropInPartsIT {

    @Test
    void sessionsAndRooms_joinAClusterWithoutTheMesh() throws Exception {
        var copy = Path.of("target", "dropin-parts", "legacy.war");
        var printed = MusterJar.dropIn("legacy.war", copy, "java:app/jdbc/Legacy", "--parts", "sessions,rooms");

        try (var database = SharedPostgres.start();
                var server = LegacyShop.on(database, "parts").war(copy).start()) {
            var shop = new LegacyShop(Browser.open());
            assertThat(shop.count(server)).isEqualTo(1);
            assertThat(shop.count(server)).isEqualTo(2);
            assertThat(server.log().lines("MUSTER-001"))
                    .singleElement()
                    .asString()
                    .contains("sessions: database", "rooms: infinispan");
            assertThat(server.log().lines("Exception")).isEmpty();
        }
        assertThat(printed).noneMatch(line -> line.contains("persistence unit"));
    }
}
