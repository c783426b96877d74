package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.it.clock.WrongClock;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The check list that application server clusters had before this one, on real servers.
 *
 * <p>The order matters for one thing only: rooms are spread evenly while no other room is open.
 */
@ExtendWith(TwoServers.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnsureEverythingWorksIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** An eviction takes milliseconds; the rest is for machines that do other things too. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    /** After a restart the servers have to find each other first. */
    private static final Duration LINKED = Duration.ofSeconds(15);
    /** A lease of six seconds has to end first. */
    private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(30);

    private static Map<String, JsonObject> firstStart;

    private final TwoServers servers;
    private final PayaraServer east;
    private final PayaraServer west;
    private final SharedTables tables;

    EnsureEverythingWorksIT(TwoServers servers) {
        this.servers = servers;
        east = servers.east();
        west = servers.west();
        tables = new SharedTables(servers.database());
    }

    @BeforeAll
    static void rememberFirstStart(TwoServers servers) {
        firstStart = servers.both().stream().collect(Collectors.toMap(PayaraServer::name, server -> identity(server)));
    }

    private static JsonObject identity(PayaraServer server) {
        return RoomsVisitor.signedIn(server, "observer").me(server);
    }

    @Test
    @Order(1)
    void differentRooms_landOnDifferentServersAndConnectionsShowsThem() {
        var ada = RoomsVisitor.signedIn(east, "ada");
        var ben = RoomsVisitor.signedIn(east, "ben");

        var adasPage = ada.openRoom(east, "algebra");
        var bensPage = ben.openRoom(east, "botany");

        assertThat(List.of(adasPage.uri().getPort(), bensPage.uri().getPort()))
                .containsExactlyInAnyOrder(east.port(), west.port());
        try (var adasSeat = ada.sit(adasPage, "algebra");
                var bensSeat = ben.sit(bensPage, "botany")) {
            var expected = new TreeMap<>(Map.of(
                    "ada", adasSeat.awaitWelcome().getString("server"),
                    "ben", bensSeat.awaitWelcome().getString("server")));
            assertThat(expected.values()).containsExactlyInAnyOrder("east", "west");
            for (var server : servers.both()) {
                Await.value("connections on " + server.name(), SOON, () -> connections(server), expected::equals);
                assertThat(ada.administration(server))
                        .containsPattern("(?s)<td>ada</td>\\s*<td>algebra</td>.*?" + expected.get("ada") + "<")
                        .containsPattern("(?s)<td>ben</td>\\s*<td>botany</td>.*?" + expected.get("ben") + "<");
            }
        }
    }

    private static Map<String, String> connections(PayaraServer server) {
        return RoomsVisitor.signedIn(server, "observer").connections(server).getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        it -> it.getString("user"), it -> it.getString("server"), (a, b) -> a + "," + b, TreeMap::new));
    }

    @Test
    @Order(2)
    void sameRoomThroughDifferentServers_isOneRoomAndTheListKnowsWhoIsIn() {
        var ada = RoomsVisitor.signedIn(east, "ada");
        var ben = RoomsVisitor.signedIn(west, "ben");
        var adasPage = ada.openRoom(east, "lecture");
        try (var adasSeat = ada.sit(adasPage, "lecture")) {
            adasSeat.awaitParticipants("ada");
            awaitListed("ada");
            assertThat(ben.lobby(west)).containsPattern("(?s)<h2>lecture</h2>.*?<b>1</b> person<span>ada</span>");

            var bensPage = ben.openRoom(west, "lecture");
            assertThat(bensPage.uri().getPort()).isEqualTo(adasPage.uri().getPort());
            try (var bensSeat = ben.sit(bensPage, "lecture")) {
                adasSeat.awaitParticipants("ada", "ben");
                bensSeat.awaitParticipants("ada", "ben");
                bensSeat.say("hello");
                adasSeat.awaitSaid("hello");
                awaitListed("ada", "ben");
            }
            adasSeat.awaitParticipants("ada");
            awaitListed("ada");
        }
        awaitListed();
    }

    private void awaitListed(String... names) {
        for (var server : servers.both()) {
            var observer = RoomsVisitor.signedIn(server, "observer");
            Await.value(
                    "participants as " + server.name() + " lists them",
                    SOON,
                    () -> observer.participants(server, "lecture"),
                    List.of(names)::equals);
        }
    }

    @Test
    @Order(3)
    void killedServer_costsNeitherTheSessionNorTheRoom() {
        var carol = RoomsVisitor.signedIn(west, "carol");
        var home = servers.named(carol.enter(west, "exam").getString("server"));
        var survivor = servers.other(home);
        carol.openRoom(home, "exam");
        carol.openRoom(home, "exam");
        var before = carol.me(home);
        var epoch = carol.room(home, "exam").getInt("epoch");
        assertThat(before.getInt("visits")).isEqualTo(2);

        home.kill();
        try {
            assertCarriedOver(carol, before, survivor, epoch);
        } finally {
            home.restart();
        }
        assertHasItsIdBack(home);
        assertThat(carol.me(home).getString("user")).isEqualTo("carol");
        assertThat(carol.enter(home, "exam").getString("server")).isEqualTo(survivor.name());
    }

    private static void assertCarriedOver(RoomsVisitor carol, JsonObject before, PayaraServer survivor, int epoch) {
        var after = carol.me(survivor);
        assertThat(after.getString("server")).isEqualTo(survivor.name());
        for (var key : List.of("signedIn", "user", "visits", "rooms")) {
            assertThat(after.get(key)).as(key).isEqualTo(before.get(key));
        }
        var granted = Await.value(
                "the room granted anew",
                AFTER_THE_LEASE,
                () -> carol.enter(survivor, "exam"),
                grant -> grant.getBoolean("here"));
        assertThat(granted.getInt("epoch")).isGreaterThan(epoch);
    }

    @Test
    @Order(4)
    void changedEntity_isSeenAtOnceThoughBothHadItCached_eclipseLink() throws Exception {
        var user = RoomsVisitor.signedIn(east, "dora");
        assertSeenAtOnce(
                "update room_info set topic = 'unseen' where name = 'news'",
                (server, topic) -> user.changeTopic(server, "news", topic),
                server -> user.topic(server, "news"));
        assertThat(Browser.open().get(east.uri("/metrics")).body())
                .containsPattern("muster_mesh_links_up\\{[^}]*} 1")
                .containsPattern("muster_mesh_commits\\{[^}]*} [1-9]");
    }

    @Test
    @Order(5)
    void changedEntity_isSeenAtOnceThoughBothHadItCached_openJpa() throws Exception {
        var board = new NoticeBoard(TwoServers.BOARD);
        var unseen = "update notice set text = 'unseen' where id = 1";
        BiConsumer<PayaraServer, String> rewrite = (server, text) -> board.rewrite(server, 1, text);

        assertSeenAtOnce(unseen, rewrite, server -> board.notice(server, 1));
        assertSeenAtOnce(unseen, rewrite, server -> board.all(server).get(0));
        assertThat(servers.both()).allMatch(server -> board.hasCached(server, 1));
    }

    /** Changes one thing in turn on both, proves that both have it cached, and changes it once more. */
    private void assertSeenAtOnce(
            String behindTheirBacks, BiConsumer<PayaraServer, String> write, Function<PayaraServer, String> read)
            throws SQLException {
        for (int round = 0; round < 10; round++) {
            assertSeen(servers.both().get(round % 2), "round " + round, round < 3 ? LINKED : AT_ONCE, write, read);
        }
        assertThat(tables.changeBehindTheirBacks(behindTheirBacks)).isEqualTo(1);
        assertThat(servers.both())
                .allSatisfy(server -> assertThat(read.apply(server))
                        .as("cached on " + server.name())
                        .isEqualTo("round 9"));
        assertSeen(east, "last", AT_ONCE, write, read);
    }

    private void assertSeen(
            PayaraServer writer,
            String text,
            Duration limit,
            BiConsumer<PayaraServer, String> write,
            Function<PayaraServer, String> read) {
        write.accept(writer, text);
        assertThat(read.apply(writer)).isEqualTo(text);
        var reader = servers.other(writer);
        Await.value("what " + reader.name() + " reads", limit, () -> read.apply(reader), text::equals);
    }

    @Test
    @Order(6)
    void bulkUpdatesAndInserts_reachTheOthersCaches_openJpa() {
        var board = new NoticeBoard(TwoServers.BOARD);
        board.pin(east, 21, "old");
        for (var server : servers.both()) {
            assertThat(board.notice(server, 21)).isEqualTo("old");
            assertThat(board.all(server)).contains("old").doesNotContain("new");
        }

        board.pin(west, 22, "new");
        Await.until(
                "the new notice in the list on east",
                AT_ONCE,
                () -> board.all(east).contains("new"));
        board.rewriteAll(west, "all alike");
        Await.value("the notice on east", AT_ONCE, () -> board.notice(east, 21), "all alike"::equals);
        Await.until("the list on east", AT_ONCE, () -> board.all(east).stream().allMatch("all alike"::equals));
    }

    @Test
    @Order(7)
    void serverIds_differAndComeBackAndCannotBeDoubled() {
        var eastsId = firstStart.get("east").getInt("serverId");
        assertThat(firstStart.get("west").getInt("serverId")).isNotEqualTo(eastsId);

        west.restart();
        assertHasItsIdBack(west);

        var before = identity(east);
        assertThatIllegalStateException()
                .isThrownBy(() -> servers.setup("south")
                        .war(MusterJar.application("rooms.war"))
                        .property("muster.server.id", Integer.toString(eastsId))
                        .start())
                .withMessageContaining(
                        "MUSTER-031 server id " + eastsId + " is held by 'east' at 127.0.0.1:" + east.port())
                .withMessageContaining("muster.server.id");
        assertThat(identity(east)).isEqualTo(before);
    }

    private static void assertHasItsIdBack(PayaraServer server) {
        var first = firstStart.get(server.name());
        var now = identity(server);
        assertThat(now.getInt("serverId")).isEqualTo(first.getInt("serverId"));
        assertThat(now.getInt("incarnation")).isGreaterThan(first.getInt("incarnation"));
    }

    @Test
    @Order(8)
    void clocksAndZonesThatDiffer_makeNothingExpire() throws Exception {
        assertThat(Duration.between(WrongClock.lastSeen(west.log()), WrongClock.lastSeen(east.log())))
                .isBetween(Duration.ofHours(28), Duration.ofHours(30));
        var user = RoomsVisitor.signedIn(east, "emil");
        RoomsVisitor.signedIn(west, "fritz");
        // Sixty minutes, a tenth for not writing each access down, and up to a twentieth for touching no index each
        // time
        assertThat(tables.sessionsLast("rooms"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(left -> assertThat(left).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70)));
        var before = servers.both().stream().map(server -> identity(server)).toList();
        var leases = tables.leases("rooms");

        Await.until("leases renewed for three times as long as one lasts", AFTER_THE_LEASE, () -> {
            var now = tables.leases("rooms");
            return now.get("east") - leases.get("east") > 18_000 && now.get("west") - leases.get("west") > 18_000;
        });

        assertThat(servers.both().stream().map(server -> identity(server)).toList())
                .isEqualTo(before);
        for (var server : servers.both()) {
            assertThat(server.log().lines("MUSTER-035")).as("fenced").isEmpty();
            assertThat(user.me(server).getString("user")).isEqualTo("emil");
            assertThat(user.servers(server)).hasSize(2);
            assertThat(user.openRoom(server, "clocks").body()).contains("clocks");
        }
    }
}
