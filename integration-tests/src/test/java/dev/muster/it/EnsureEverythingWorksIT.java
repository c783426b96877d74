package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /** A lease of six seconds has to end first. */
    private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(30);

    private static Map<String, JsonObject> firstStart;

    private final TwoServers servers;
    private final PayaraServer east;
    private final PayaraServer west;

    EnsureEverythingWorksIT(TwoServers servers) {
        this.servers = servers;
        east = servers.east();
        west = servers.west();
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

        home.restart();
        assertHasItsIdBack(home);
        assertThat(carol.me(home).getString("user")).isEqualTo("carol");
        assertThat(carol.enter(home, "exam").getString("server")).isEqualTo(survivor.name());
    }

    @Test
    @Order(4)
    void changedEntity_isSeenAtOnceThoughBothHadItCached_eclipseLink() throws Exception {
        var user = RoomsVisitor.signedIn(east, "dora");
        user.changeTopic(east, "news", "first");
        for (var server : servers.both()) {
            Await.value("the topic on " + server.name(), SOON, () -> user.topic(server, "news"), "first"::equals);
        }
        behindTheirBacks("update room_info set topic = 'unseen' where name = 'news'");
        for (var server : servers.both()) {
            assertThat(user.topic(server, "news"))
                    .as("cached on " + server.name())
                    .isEqualTo("first");
        }
        for (int round = 0; round < 10; round++) {
            var writer = round % 2 == 0 ? east : west;
            var topic = "round " + round;
            user.changeTopic(writer, "news", topic);
            var reader = servers.other(writer);
            Await.value("the topic on " + reader.name(), AT_ONCE, () -> user.topic(reader, "news"), topic::equals);
        }
    }

    @Test
    @Order(4)
    void changedEntity_isSeenAtOnceThoughBothHadItCached_openJpa() throws Exception {
        var board = new NoticeBoard(TwoServers.BOARD);
        board.pin(east, 11, "first");
        for (var server : servers.both()) {
            assertThat(board.notice(server, 11)).isEqualTo("first");
            assertThat(board.all(server)).contains("first");
        }
        behindTheirBacks("update notice set text = 'unseen' where id = 11");
        for (var server : servers.both()) {
            assertThat(board.hasCached(server, 11)).isTrue();
            assertThat(board.notice(server, 11))
                    .as("cached on " + server.name())
                    .isEqualTo("first");
            assertThat(board.all(server)).contains("first");
        }
        for (int round = 0; round < 10; round++) {
            var writer = round % 2 == 0 ? east : west;
            var text = "round " + round;
            board.rewrite(writer, 11, text);
            var reader = servers.other(writer);
            Await.value("the notice on " + reader.name(), AT_ONCE, () -> board.notice(reader, 11), text::equals);
            Await.until(
                    "the list on " + reader.name(),
                    AT_ONCE,
                    () -> board.all(reader).contains(text));
        }
    }

    @Test
    @Order(4)
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

    /** A change that no server can know of: who still answers with the old value has it from its cache. */
    private void behindTheirBacks(String sql) throws SQLException {
        try (var connection = servers.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    @Order(5)
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
    @Order(6)
    void clocksAndZonesThatDiffer_makeNothingExpire() throws Exception {
        assertThat(Duration.between(clock(west), clock(east))).isBetween(Duration.ofHours(28), Duration.ofHours(30));
        var user = RoomsVisitor.signedIn(east, "emil");
        var before = servers.both().stream().map(server -> identity(server)).toList();
        var renewals = leases();

        Await.until(
                "three renewed leases of both",
                AFTER_THE_LEASE,
                () -> leases().entrySet().stream()
                        .allMatch(lease -> lease.getValue() - renewals.get(lease.getKey()) > 18_000));

        assertThat(servers.both().stream().map(server -> identity(server)).toList())
                .isEqualTo(before);
        for (var server : servers.both()) {
            assertThat(server.log().lines("MUSTER-035")).as("fenced").isEmpty();
            assertThat(user.me(server).getString("user")).isEqualTo("emil");
            assertThat(user.servers(server)).hasSize(2);
            assertThat(user.openRoom(server, "clocks").body()).contains("clocks");
        }
    }

    /** The time of the server's own wall clock when it last wrote a line. */
    private static ZonedDateTime clock(PayaraServer server) {
        var stamp = DateTimeFormatter.ofPattern("'['yyyy-MM-dd'T'HH:mm:ss.SSSZ']'");
        var lines = server.log().lines().stream()
                .filter(line -> line.matches("\\[\\d{4}-\\d{2}-\\d{2}T.*"))
                .toList();
        var last = lines.get(lines.size() - 1);
        return ZonedDateTime.parse(last.substring(0, last.indexOf(']') + 1), stamp);
    }

    private Map<String, Long> leases() throws SQLException {
        var leases = new TreeMap<String, Long>();
        try (var connection = servers.database().dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name, lease_until from muster_server"
                        + " where cluster_name = 'rooms' and name in ('east', 'west')")) {
            while (rows.next()) {
                leases.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(leases).hasSize(2);
        return leases;
    }
}
