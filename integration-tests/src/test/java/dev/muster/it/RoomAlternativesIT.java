package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The class names that an application may put into its own {@code <alternatives>} to have its rooms spread: they switch
 * that on by themselves, without cluster mode, and nothing else.
 */
class RoomAlternativesIT {

    @ParameterizedTest
    @CsvSource({"DatabaseRoomAllocator, database", "InfinispanRoomAllocator, infinispan"})
    void selectedAllocator_isInjectedAndTheServersRoomsAreOfThatKind(String name, String kind) {
        try (var database = SharedPostgres.start();
                var server = PayaraServer.named("rooms-" + kind)
                        .property("muster.mode", "off")
                        .property("rooms.database", database.address())
                        .property("rooms.user", database.user())
                        .property("rooms.password", database.password())
                        .war(WarCopy.of(Path.of("target/applications/rooms.war"))
                                .withAlternative("dev.muster.extension.room." + name)
                                .writeTo(Path.of("target/rooms-" + kind + "/rooms.war")))
                        .start()) {
            assertThat(server.log().lines("MUSTER-001"))
                    .singleElement()
                    .asString()
                    .contains("rooms: " + kind, "sessions: container");

            var browser = Browser.open();
            browser.post(server.uri("/rooms/api/sign-in"), Map.of("name", "ada"));
            var entered = browser.post(server.uri("/rooms/api/enter"), Map.of("room", "lecture"));

            assertThat(entered.status()).isEqualTo(200);
            assertThat(entered.body()).contains("\"here\":true");
            assertThat(browser.get(server.uri("/rooms/api/rooms")).body()).contains("\"lecture\"");
        }
    }
}
