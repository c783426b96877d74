package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomMoves.Change;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A placement policy that the application brings, and what becomes of its mistakes. */
class OwnPolicyTest {

    /** Rooms go to the oldest server, whatever the loads. */
    private static final PlacementPolicy OLDEST = (request, candidates) -> candidates.stream()
            .min(Comparator.comparingLong(Server::incarnation))
            .map(server -> new Placement(server, Long.MAX_VALUE, "oldest"));

    private final Database database = TestDatabase.H2.create();
    private final AtomicReference<PlacementPolicy> rule = new AtomicReference<>(OLDEST);
    private final PlacementPolicy policy = (request, candidates) -> rule.get().choose(request, candidates);
    private final TestCluster cluster = new TestCluster(database, Duration.ofSeconds(30), policy);

    @Test
    void rule_holdsForRoomsThatMoveTooAndThePreviewSaysSo() {
        servers(4);
        for (int i = 0; i < 8; i++) {
            assertThat(cluster.server(2).enter("room" + i, by("ada")).server().id())
                    .isEqualTo(1);
        }
        var preview = moves().preview(new Change.Drain(1));
        cluster.drain(1);

        mover(1).drain(() -> 0, Long.MAX_VALUE, "test");

        assertThat(cluster.server(3).rooms())
                .extracting(room -> room.server().id())
                .containsOnly(2);
        assertThat(preview).hasSize(8).allMatch(move -> move.to().equals("node2"));
    }

    @Test
    void policyThatThrows_isNamedWithTheReasonAndTheRoomIsNotGranted() {
        servers(2);
        rule.set((request, candidates) -> {
            throw new IllegalStateException("no map of the building");
        });

        assertThatThrownBy(() -> cluster.server(1).enter("a", by("ada")))
                .hasMessageStartingWith("MUSTER-171")
                .hasMessageContaining(policy.getClass().getName())
                .hasMessageContaining("no map of the building")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(cluster.server(1).rooms()).isEmpty();

        rule.set(OLDEST);
        assertThat(cluster.server(1).enter("a", by("ada")).isHere()).isTrue();
    }

    @Test
    void policyThatFailsForARoomThatMoves_leavesItWhereItIs() {
        servers(2);
        var grant = cluster.server(1).enter("a", by("ada"));
        rule.set((request, candidates) -> {
            throw new IllegalStateException("on purpose");
        });
        cluster.drain(1);

        mover(1).drain(() -> 0, Long.MAX_VALUE, "test");

        assertThat(grant.isCurrent()).isTrue();
    }

    @Test
    void policyThatAnswersNull_isNamed() {
        servers(1);
        rule.set((request, candidates) -> nothing());
        assertThatThrownBy(() -> cluster.server(1).enter("a", by("ada")))
                .hasMessageStartingWith("MUSTER-171")
                .hasMessageContaining("null");
    }

    @Test
    void serverThatIsNoCandidate_isRefusedByName() {
        servers(1);
        Server elsewhere = cluster.servers().get(0).withLoad(0);
        rule.set((request, candidates) -> Optional.of(Placement.on(renamed(elsewhere), "wrong")));
        assertThatThrownBy(() -> cluster.server(1).enter("a", by("ada")))
                .hasMessageStartingWith("MUSTER-081")
                .hasMessageContaining("chose elsewhere of the servers [node1]");
    }

    @Test
    void candidateAsItWasSomeTimeAgo_isTaken() {
        servers(2);
        Server known = cluster.servers().get(1);
        cluster.server(1).enter("a", by("ada"));
        rule.set((request, candidates) -> Optional.of(new Placement(known.withLoad(77), Long.MAX_VALUE, "remembered")));
        assertThat(cluster.server(1).enter("b", by("ada")).server().id()).isEqualTo(2);
    }

    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"})
    private static Optional<Placement> nothing() {
        return null;
    }

    private static Server renamed(Server server) {
        return new Server(
                99,
                99,
                "elsewhere",
                server.state(),
                "http",
                "",
                0,
                "",
                100,
                0,
                server.tags(),
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private void servers(int count) {
        List.of(1, 2, 3, 4).subList(0, count).forEach(cluster::server);
    }

    private RoomMover mover(int id) {
        return new RoomMover(cluster.server(id), grant -> {}, RoomListener.NONE, 1000, () -> 0, nanos -> {});
    }

    private ClusterMoves moves() {
        return new ClusterMoves(
                TestCluster.NAME, new JdbcRooms(database, TestCluster.NAME), cluster, policy, cluster.orderTable());
    }
}
