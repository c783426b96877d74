package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The class names that an application may put into its own {@code <alternatives>} to have its rooms spread: they switch
 * that on by themselves, without cluster mode, and nothing else. One server has an application with each of them.
 */
class RoomAlternativesIT {

    private static SharedPostgres database;
    private static PayaraServer server;

    @BeforeAll
    static void start() {
        database = SharedPostgres.start();
        server = PayaraServer.named("rooms")
                .property("muster.mode", "off")
                .property("muster.rooms.redirect", "route")
                .properties(RoomsVisitor.settings(database))
                .war(war("DatabaseRoomAllocator", "database"))
                .war(war("InfinispanRoomAllocator", "infinispan"))
                .start();
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "infinispan"})
    void selectedAllocator_isInjectedAndTheServersRoomsAreOfThatKind(String kind) {
        assertThat(server.log().lines("MUSTER-001"))
                .filteredOn(line -> line.contains("'" + kind + "'"))
                .singleElement()
                .asString()
                .contains("rooms: " + kind, "sessions: container");

        var browser = Browser.open();
        browser.post(server.uri("/" + kind + "/api/sign-in"), Map.of("name", "ada"));
        var entered = browser.post(server.uri("/" + kind + "/api/enter"), Map.of("room", "lecture"));

        assertThat(entered.status()).isEqualTo(200);
        assertThat(entered.body()).contains("\"here\":true");
        assertThat(browser.get(server.uri("/" + kind + "/api/rooms")).body()).contains("\"lecture\"");
    }

    /** Once for each application. */
    @Test
    void routeInACookieThatIsTheContainers_isWarnedOf() {
        assertThat(server.log().lines("MUSTER-160")).hasSize(2);
    }

    private static Path war(String allocator, String context) {
        return WarCopy.of(MusterJar.application("rooms.war"))
                .withAlternative("dev.muster.extension.room." + allocator)
                .writeTo(Path.of("target", "room-alternatives", context + ".war"));
    }
}
