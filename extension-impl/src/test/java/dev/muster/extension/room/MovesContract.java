package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.extension.registry.OrderTable;
import dev.muster.room.Room;
import dev.muster.room.RoomGrant;
import dev.muster.room.RoomMoves.Change;
import dev.muster.room.RoomMoves.Move;
import dev.muster.server.ServerEdit;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What moving rooms has to do on each database. */
abstract class MovesContract {

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    private final Database database;
    private final RecordingRoomListener listener = new RecordingRoomListener();
    private final TestCluster cluster;
    private final AtomicLong ticks = new AtomicLong();

    MovesContract(TestDatabase kind) {
        database = kind.create();
        cluster = new TestCluster(database, TOKEN_LIFE, new LeastLoadedPlacement(), listener);
    }

    @Test
    void drainedServer_hasGivenAllItsRoomsAway() {
        servers(3);
        List<RoomGrant> before = rooms(9);
        cluster.drain(1);

        drain(1, 0);

        assertThat(cluster.load(1)).isZero();
        assertThat(cluster.load(2) + cluster.load(3)).isEqualTo(9);
        for (RoomGrant old : before) {
            RoomGrant now = cluster.server(2).find(old.room()).orElseThrow();
            boolean moved = old.server().id() == 1;
            assertThat(now.epoch() > old.epoch()).as(old.room()).isEqualTo(moved);
            assertThat(cluster.server(now.server().id())
                            .enter(old.room(), by("ada"))
                            .isCurrent())
                    .isTrue();
        }
    }

    @Test
    void movedRoom_isNotActedForOnItsOldServer() {
        servers(2);
        RoomGrant old = cluster.server(1).enter("a", by("ada"));
        old.join("ada");
        assertThat(old.isCurrent()).isTrue();

        drain(1, 0);

        assertThat(old.isCurrent()).isFalse();
        assertThatThrownBy(old::requireCurrent).isInstanceOf(MusterException.class);
        assertThat(cluster.server(1).close("a")).isFalse();
        assertThat(cluster.server(1).enter("a", by("ada")).isHere()).isFalse();
        assertThat(room("a").participants()).isEmpty();
        assertThat(listener.heard()).containsSubsequence("opened a on node1", "moving a", "moved a to node2");
    }

    @Test
    void stateThatIsHandedOver_arrivesOnce() {
        servers(2);
        cluster.server(1).enter("a", by("ada"));
        listener.onMoving(event -> event.handOver("slide 12".getBytes(StandardCharsets.UTF_8)));

        drain(1, 0);
        cluster.server(2).enter("a", by("ada"));
        cluster.server(2).enter("a", by("ada"));

        assertThat(listener.heard())
                .filteredOn(line -> line.endsWith("node2 with slide 12"))
                .hasSize(1);
        assertThat(new JdbcRooms(database, TestCluster.NAME)
                        .takeState("a", room("a").epoch()))
                .isEmpty();
    }

    @Test
    void objection_countsUntilTheDeadline() {
        servers(2);
        RoomGrant grant = cluster.server(1).enter("a", by("ada"));
        listener.onMoving(event -> event.object("an exam is being written"));

        drain(1, 5_000);
        assertThat(grant.isCurrent()).isTrue();
        assertThat(room("a").server().id()).isEqualTo(1);

        drain(1, 0);
        assertThat(room("a").server().id()).isEqualTo(2);
    }

    @Test
    void observerThatThrows_keepsItsRoomAndHoldsNobodyElseUp() {
        servers(2);
        rooms(6);
        listener.onMoving(event -> {
            if (event.room().name().equals("room-0")) {
                throw new IllegalStateException("on purpose");
            }
        });

        drain(1, 0);

        assertThat(cluster.load(1)).isEqualTo(1);
    }

    @Test
    void nobodyElseTakesRooms_roomsStayAndWork() {
        servers(1);
        RoomGrant grant = cluster.server(1).enter("a", by("ada"));
        grant.join("ada");

        drain(1, 0);

        assertThat(grant.isCurrent()).isTrue();
        assertThat(room("a").participants()).containsExactly("ada");
    }

    @Test
    void roomsOfADeadServer_areTheOnlyOnesThatMove() {
        servers(4);
        Map<String, Integer> before = homes(rooms(40));
        cluster.crash(3);
        for (String room : before.keySet()) {
            cluster.server(1).enter(room, by("ada"));
        }
        Map<String, Integer> after = homes();
        before.forEach((room, server) -> assertThat(after.get(room).equals(server))
                .as(room + " was on " + server)
                .isEqualTo(server != 3));
        cluster.server(3);
        assertThat(homes()).as("one that is back moves nothing").isEqualTo(after);
    }

    @Test
    void rollingRestart_movesEachRoomAtMostTwice() {
        int count = 5;
        servers(count);
        rooms(100);
        Map<String, Integer> moves = new HashMap<>();
        for (int id : List.of(3, 1, 5, 2, 4)) {
            Map<String, Integer> before = homes();
            cluster.drain(id);
            drain(id, 0);
            assertThat(cluster.load(id)).isZero();
            cluster.crash(id);
            cluster.server(id);
            homes().forEach((room, home) -> moves.merge(room, home.equals(before.get(room)) ? 0 : 1, Integer::sum));
        }
        assertThat(moves.values()).allMatch(times -> times <= 2);
        assertThat(IntStream.rangeClosed(1, count).mapToLong(cluster::load).sum())
                .isEqualTo(100);
    }

    @Test
    void preview_saysWhatTheDrainThenDoes() {
        servers(3);
        rooms(12);
        List<Move> preview = moves().preview(new Change.Drain(1));
        Map<String, Integer> before = homes();
        assertThat(preview).extracting(Move::from).containsOnly("node1");

        cluster.drain(1);
        drain(1, 0);

        Map<String, Integer> after = homes();
        assertThat(preview)
                .allSatisfy(move -> assertThat("node" + after.get(move.room())).isEqualTo(move.to()));
        assertThat(preview).hasSize((int)
                before.values().stream().filter(home -> home == 1).count());
    }

    @Test
    void previewOfADeath_saysWhereItsRoomsAreThenGranted() {
        servers(3);
        rooms(12);
        List<Move> preview = moves().preview(new Change.Death(2));
        assertThat(preview).extracting(Move::from).hasSize(4).containsOnly("node2");
        cluster.crash(2);
        preview.forEach(move -> cluster.server(1).enter(move.room(), by("ada")));

        Map<String, Integer> after = homes();
        assertThat(preview)
                .allSatisfy(move -> assertThat("node" + after.get(move.room())).isEqualTo(move.to()));
    }

    @Test
    void previewOfRoomsThatBelongTogether_keepsThemTogether() {
        servers(3);
        for (int i = 0; i < 3; i++) {
            cluster.server(1).enter("lesson" + i, by("ada").expecting(2).together("course"));
        }
        int home = lessons().iterator().next();
        List<Move> preview = moves().preview(new Change.Drain(home));
        assertThat(moves().preview(new Change.Death(home)))
                .extracting(Move::to)
                .hasSize(3)
                .containsOnly(preview.get(0).to());

        cluster.drain(home);
        drain(home, 0);

        int next = lessons().iterator().next();
        assertThat(preview).extracting(Move::to).hasSize(3).containsOnly("node" + next);
    }

    @Test
    void previewOfAServerThatIsNotThere_saysWhichThereAre() {
        servers(2);
        assertThatThrownBy(() -> moves().preview(new Change.Drain(7)))
                .hasMessageStartingWith("MUSTER-133")
                .hasMessageContaining("1 'node1'");
    }

    @Test
    void serverThatJoins_movesNothingUntilAskedTo() {
        servers(2);
        rooms(20);
        Map<String, Integer> before = homes();
        int wouldMove = moves().preview(new Change.Join(100)).size();
        cluster.server(3);
        assertThat(homes()).isEqualTo(before);
        assertThat(wouldMove).isBetween(4, 8);

        assertThat(moves().rebalance()).hasSizeBetween(4, 8);
        for (int id = 1; id <= 2; id++) {
            mover(id).shed(cluster.orders(id).shedLoad());
        }

        assertThat(List.of(cluster.load(1), cluster.load(2), cluster.load(3))).allMatch(load -> load >= 6 && load <= 8);
    }

    @Test
    void explanation_saysWhereSinceWhenAndWhy() {
        servers(2);
        cluster.server(1).enter("a", by("ada").expecting(3).together("course-7"));

        var explanation = moves().explain("a");

        assertThat(explanation.server().orElseThrow().name()).isEqualTo("node1");
        assertThat(String.join("\n", explanation.lines()))
                .contains("lives on server 1 'node1' (load 3)")
                .contains("least loaded of 2 (load 0), with weight 3")
                .contains("together with other rooms of 'course-7'")
                .contains("Now server 2 'node2' (load 0) could have it");
        assertThat(moves().explain("unheard-of").lines()).hasSize(1);
    }

    @Test
    void explanationOfARoomThatMoved_saysSo() {
        servers(2);
        cluster.server(1).enter("a", by("ada"));
        cluster.drain(1);
        drain(1, 0);

        assertThat(String.join("\n", moves().explain("a").lines()))
                .contains("lives on server 2 'node2'", "Why there: moved; youngest server within", "by server 1")
                .contains("Now server 1 'node1' (load 0) takes no rooms: DRAINING");
    }

    @Test
    void roomsOfOneAffinity_liveAndMoveTogether() {
        servers(3);
        for (int i = 0; i < 4; i++) {
            cluster.server(1 + i % 3).enter("filler" + i, by("ada").expecting(4));
            cluster.server(1 + i % 3).enter("lesson" + i, by("ada").together("course"));
        }
        assertThat(lessons()).hasSize(1);
        int home = lessons().iterator().next();

        cluster.drain(home);
        drain(home, 0);

        assertThat(lessons()).hasSize(1).doesNotContain(home);
    }

    @Test
    void tagsAndCapacity_areKeptToAlsoWhenRoomsMove() {
        servers(3);
        OrderTable orders = cluster.orderTable();
        orders.edit(2, ServerEdit.nothing().withTags(Set.of("gpu")).withCapacity(2));
        orders.edit(3, ServerEdit.nothing().withTags(Set.of("gpu", "recording")));
        cluster.refresh();
        for (int i = 0; i < 6; i++) {
            cluster.server(1).enter("gpu" + i, by("ada").on("gpu"));
        }
        assertThat(List.of(cluster.load(1), cluster.load(2), cluster.load(3))).containsExactly(0L, 2L, 4L);
        assertThatThrownBy(() -> cluster.server(1).enter("x", by("ada").on("tape")))
                .hasMessageStartingWith("MUSTER-131")
                .hasMessageContaining("[tape]");

        drain(3, 0);
        assertThat(List.of(cluster.load(1), cluster.load(2), cluster.load(3))).containsExactly(0L, 2L, 4L);

        orders.edit(1, ServerEdit.nothing().withCapacity(1));
        orders.edit(3, ServerEdit.nothing().withCapacity(4));
        cluster.refresh();
        assertThatThrownBy(() -> cluster.server(1).enter("heavy", by("ada").expecting(2)))
                .hasMessageStartingWith("MUSTER-132");
    }

    @Test
    void roomThatGrows_reservesMore() {
        servers(2);
        RoomGrant grant = cluster.server(1).enter("a", by("ada"));
        grant.expect(10);
        assertThat(cluster.load(1)).isEqualTo(10);
        grant.expect(4);
        assertThat(cluster.load(1)).isEqualTo(4);
        cluster.server(1).close("a");
        assertThat(cluster.load(1)).isZero();
        assertThatThrownBy(() -> grant.expect(5)).isInstanceOf(MusterException.class);
    }

    @Test
    void fencedServer_tellsWhichRoomsItLoses() {
        servers(1);
        cluster.server(1).enter("a", by("ada"));
        cluster.server(1).lost();
        assertThat(listener.heard()).contains("lost a");
    }

    private void servers(int count) {
        IntStream.rangeClosed(1, count).forEach(cluster::server);
    }

    private List<RoomGrant> rooms(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> cluster.server(1).enter("room-" + i, by("ada")))
                .peek(grant -> cluster.server(grant.server().id()).enter(grant.room(), by("ada")))
                .toList();
    }

    private void drain(int id, long remainingMillis) {
        cluster.server(id);
        mover(id).drain(() -> remainingMillis, Long.MAX_VALUE, "test");
    }

    private RoomMover mover(int id) {
        return new RoomMover(cluster.server(id), grant -> {}, listener, 1000, ticks::get, nanos -> {});
    }

    private ClusterMoves moves() {
        return new ClusterMoves(
                TestCluster.NAME,
                new JdbcRooms(database, TestCluster.NAME),
                cluster,
                new LeastLoadedPlacement(),
                cluster.orderTable());
    }

    private Room room(String name) {
        return cluster.server(1).rooms().stream()
                .filter(room -> room.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<Integer> lessons() {
        Map<String, Integer> homes = homes();
        homes.keySet().removeIf(room -> !room.startsWith("lesson"));
        return Set.copyOf(homes.values());
    }

    private Map<String, Integer> homes() {
        Map<String, Integer> homes = new HashMap<>();
        cluster.server(2)
                .rooms()
                .forEach(room -> homes.put(room.name(), room.server().id()));
        return homes;
    }

    private static Map<String, Integer> homes(List<RoomGrant> grants) {
        Map<String, Integer> homes = new HashMap<>();
        grants.forEach(grant -> homes.put(grant.room(), grant.server().id()));
        return homes;
    }
}
