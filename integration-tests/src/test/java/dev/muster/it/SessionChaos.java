package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Sessions on two real servers under load while servers are killed and frozen and the database is stopped: about ten
 * minutes, run by {@code ./mvnw verify -Pchaos}. The table is {@code target/session-chaos.md}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionChaos {

    private static final Path REPORT = Path.of("target", "session-chaos.md");
    private static final Path CLUSTERED = Path.of("target", "session-chaos", "legacy.war");
    private static final Duration CALM = Duration.ofSeconds(8);

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    @BeforeAll
    static void start() throws Exception {
        MusterJar.dropIn("legacy.war", CLUSTERED, "java:app/jdbc/Legacy", "--sessions-only");
        Files.writeString(REPORT, ChaosTally.HEADER);
        database = SharedPostgres.start();
        startServers("fail");
    }

    private static void startServers(String onOutage) {
        first = server("chaos-a", onOutage).launch();
        second = server("chaos-b", onOutage).launch();
        first.awaitReady();
        second.awaitReady();
    }

    private static PayaraSetup server(String name, String onOutage) {
        return LegacyShop.on(database, name)
                .war(CLUSTERED)
                .property("muster.server.name", name)
                .property("muster.session.on-outage", onOutage);
    }

    @AfterAll
    static void close() throws Exception {
        first.close();
        second.close();
        database.close();
        System.out.println(Files.readString(REPORT));
    }

    @Test
    @Order(1)
    void serverKilledEveryTwentySeconds_nothingAcknowledgedIsLost() throws Exception {
        var end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        var tally = ChaosLoad.during(List.of(first, second), seen -> {
            ChaosLoad.goOn(CALM);
            for (var victim = first; System.nanoTime() < end; victim = victim == first ? second : first) {
                var next = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                victim.kill();
                seen.fault();
                victim.restart();
                ChaosLoad.goOn(Duration.ofNanos(next - System.nanoTime()));
            }
        });
        report("SIGKILL of a server every 20 s", tally);
        tally.assertNothingLost();
    }

    @Test
    @Order(2)
    void serversFrozenForThirtySeconds_nothingAcknowledgedIsLost() throws Exception {
        var tally = ChaosLoad.during(List.of(first, second), seen -> {
            for (var victim : List.of(first, second)) {
                ChaosLoad.goOn(CALM);
                victim.pause();
                seen.fault();
                ChaosLoad.goOn(Duration.ofSeconds(30));
                victim.resume();
            }
            ChaosLoad.goOn(CALM);
        });
        report("SIGSTOP of each server for 30 s", tally);
        tally.assertNothingLost();
    }

    @Test
    @Order(3)
    void databaseStopped_modeFail_refusesAndLosesNothing() throws Exception {
        var tally = ChaosLoad.during(List.of(first, second), seen -> outage(seen, false));
        report("database stopped for 20 s, `fail`", tally);
        tally.assertNothingLost();
        assertThat(tally.refusals()).isPositive();
    }

    @Test
    @Order(4)
    void databaseStopped_modeServe_readsAndLosesNothing() throws Exception {
        first.close();
        second.close();
        startServers("serve");
        var tally = ChaosLoad.during(List.of(first, second), seen -> outage(seen, true));
        report("database stopped for 20 s, `serve`", tally);
        tally.assertNothingLost();
        assertThat(tally.refusals()).isPositive();
    }

    private static void outage(ChaosTally seen, boolean serves) {
        ChaosLoad.goOn(CALM);
        database.stop();
        long back = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        seen.fault();
        ChaosLoad.goOn(Duration.ofSeconds(1));
        long changes = seen.changes();
        long answers = seen.answers();
        assertThat(Browser.open().get(first.uri("/legacy/api/journal")).status())
                .as("a request without session")
                .isEqualTo(200);
        for (var server : List.of(first, second)) {
            Await.until("not ready", CALM, () -> readiness(server) == 503);
        }
        ChaosLoad.goOn(Duration.ofNanos(back - System.nanoTime()));
        assertThat(seen.changes()).as("changes while the database is away").isEqualTo(changes);
        assertThat(seen.answers() > answers)
                .as("sessions are read while the database is away")
                .isEqualTo(serves);
        database.startAgain();
        Await.until("sessions change again", Duration.ofSeconds(30), () -> seen.changes() > changes);
        ChaosLoad.goOn(CALM);
        for (var server : List.of(first, second)) {
            assertThat(readiness(server)).as("ready").isEqualTo(200);
            assertThat(server.log().lines("MUSTER-108")).as("begin").hasSize(1);
            assertThat(server.log().lines("MUSTER-109")).as("end").hasSize(1);
        }
    }

    private static int readiness(PayaraServer server) {
        return Browser.open().get(server.uri("/health/ready")).status();
    }

    private static void report(String scene, ChaosTally tally) throws Exception {
        var row = tally.row(scene);
        Files.writeString(REPORT, row, java.nio.file.StandardOpenOption.APPEND);
        System.out.print(ChaosTally.HEADER + row);
    }
}
