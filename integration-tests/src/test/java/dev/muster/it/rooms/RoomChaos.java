package dev.muster.it.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.it.Await;
import dev.muster.it.PayaraServer;
import dev.muster.it.net.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rooms on four real servers, each in a network namespace, while the network is parted and servers are frozen and killed:
 * at no time do two of them believe in one room. About six minutes, run by {@code ./mvnw verify -Pchaos}. The table is
 * {@code target/room-chaos.md}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoomChaos {

    /** Infinispan suspects after 8 s, and looks for others every 5 s at most; the rest is for machines that are busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BEYOND_THE_LEASE = Duration.ofSeconds(10);
    private static final String PEER_LEFT = "MUSTER-003";
    private static final String FENCED = "MUSTER-035";
    private static final String REGAINED = "MUSTER-036";
    private static final String DEGRADED = "MUSTER-140";
    private static final String COMPLETE = "MUSTER-141";
    private static final String VIEW = "MUSTER-087";

    private static final Rooms ROOMS = new Rooms();

    private static FourServers servers;
    private static RoomLoad load;
    private static ChaosReport report;

    @BeforeAll
    static void start() throws Exception {
        var obstacle = TestNetwork.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        servers = FourServers.start();
        ROOMS.addMore();
        load = RoomLoad.start(servers.all(), ROOMS);
        report = new ChaosReport(servers.ledger(), load);
    }

    @AfterAll
    static void close() throws Exception {
        if (servers == null) {
            return;
        }
        try {
            load.end();
            report.print();
        } finally {
            servers.close();
        }
    }

    @Test
    @Order(1)
    void peersPartedTwoAndTwo_noRoomMoves() throws Exception {
        play("peers parted two and two", () -> {
            servers.partPeers(servers.all().subList(0, 2), servers.all().subList(2, 4));
            servers.all().forEach(server -> awaitView(server, 2));
        });
    }

    @Test
    @Order(2)
    void serverCutFromTheDatabase_isFencedAndItsRoomsMove() throws Exception {
        playFence("one cut from the database", servers::cutFromDatabase);
    }

    /** So the database goes on to renew a lease that its server must give up. */
    @Test
    @Order(3)
    void serverThatDoesNotHearTheDatabasesAnswers_isFencedAndItsRoomsMove() throws Exception {
        playFence("one deaf to the database", servers::deafenToDatabase);
    }

    @Test
    @Order(4)
    void serverCutFromItsPeers_noRoomMoves() throws Exception {
        var lonely = busiest();
        play("one cut from its peers", () -> {
            servers.partPeers(List.of(lonely), servers.without(lonely));
            awaitView(lonely, 1);
            servers.without(lonely).forEach(server -> awaitView(server, 3));
        });
    }

    @Test
    @Order(5)
    void serverFrozenBeyondItsLease_isFencedAndItsRoomsMove() throws Exception {
        var victim = busiest();
        var fenced = Said.of(List.of(victim), FENCED);
        play("one frozen beyond its lease", victim, victim::pause, () -> {
            long moved = System.nanoTime();
            Await.until("ten seconds", PATIENCE, () -> System.nanoTime() - moved > BEYOND_THE_LEASE.toNanos());
            victim.resume();
        });
        fenced.awaitAgain(PATIENCE);
    }

    @Test
    @Order(6)
    void serverKilled_itsRoomsMove() throws Exception {
        var victim = busiest();
        var left = Said.of(servers.without(victim), PEER_LEFT);
        play("one killed", victim, victim::kill, victim::restart);
        left.awaitAgain(PATIENCE);
    }

    /**
     * As an administrator does it by hand: drain, take out of the balancer, stop, start, take in again. An answer that takes
     * five seconds counts as a refusal, so nobody waits for a lease.
     */
    @Test
    @Order(7)
    void serversDrainedAndRestartedInTurn_nobodyIsRefused() throws Exception {
        var scene = report.begin("all drained and restarted in turn");
        var before = awaitWhole();
        for (var server : servers.all()) {
            new Ask().drain(server);
            awaitAgreed(servers.without(server), homes -> Rooms.haveLeft(server.name(), homes));
            load.spare(server);
            server.restart();
            awaitWhole();
            load.askAgain(server);
        }
        var moves = scene.end(
                before,
                awaitWhole(),
                servers.all().stream().map(PayaraServer::name).toList());
        assertThat(scene.refused()).as("refused: %s", load.reasons()).isZero();
        assertThat(moves.mostMoves()).as("moves of a room").isLessThanOrEqualTo(2);
    }

    private static void playFence(String name, Consumer<PayaraServer> fault) throws Exception {
        var victim = busiest();
        var fenced = Said.of(List.of(victim), FENCED);
        var regained = Said.of(List.of(victim), REGAINED);
        play(name, victim, () -> fault.accept(victim), () -> {
            fenced.awaitAgain(PATIENCE);
            servers.heal();
        });
        regained.awaitAgain(PATIENCE);
    }

    /** A fault that costs no server its lease: in spite of it all servers agree about all rooms, old and new. */
    private static void play(String name, Runnable fault) throws Exception {
        var scene = report.begin(name);
        var before = awaitWhole();
        var fenced = Said.of(servers.all(), FENCED);
        var degraded = Said.of(servers.all(), DEGRADED);
        var complete = Said.of(servers.all(), COMPLETE);
        try {
            fault.run();
            ROOMS.addMore();
            degraded.awaitAgain(PATIENCE);
            awaitAgreed(servers.all(), homes -> true);
        } finally {
            servers.heal();
        }
        complete.awaitAgain(PATIENCE);
        scene.end(before, awaitWhole(), fenced.again());
    }

    /** A fault that costs a server its lease: the others agree about new homes for its rooms before the fault ends. */
    private static void play(String name, PayaraServer victim, Runnable fault, Runnable end) throws Exception {
        var scene = report.begin(name);
        var before = awaitWhole();
        var fenced = Said.of(servers.without(victim), FENCED);
        try {
            scene.fault();
            fault.run();
            ROOMS.addMore();
            awaitAgreed(servers.without(victim), homes -> Rooms.haveLeft(victim.name(), before, homes));
            scene.moved();
        } finally {
            end.run();
        }
        var lost = new ArrayList<>(fenced.again());
        lost.add(victim.name());
        scene.end(before, awaitWhole(), lost);
    }

    /** The server with the most rooms. */
    private static PayaraServer busiest() {
        var rooms = awaitWhole().values().stream().collect(Collectors.groupingBy(Home::server, Collectors.counting()));
        return servers.named(
                Collections.max(rooms.entrySet(), Map.Entry.comparingByValue()).getKey());
    }

    private static Map<String, Home> awaitWhole() {
        servers.all().forEach(server -> awaitView(server, servers.all().size()));
        return awaitAgreed(servers.all(), homes -> true);
    }

    private static Map<String, Home> awaitAgreed(List<PayaraServer> asked, Predicate<Map<String, Home>> wanted) {
        return ROOMS.await("homes of all rooms", PATIENCE, asked, wanted);
    }

    private static void awaitView(PayaraServer server, int size) {
        Await.value(
                "Infinispan of " + server.name() + " sees " + size,
                PATIENCE,
                () -> server.log().lines(VIEW),
                lines -> !lines.isEmpty() && lines.get(lines.size() - 1).contains(" sees " + size + " servers"));
    }
}
