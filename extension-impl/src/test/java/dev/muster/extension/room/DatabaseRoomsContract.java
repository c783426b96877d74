package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.room.ClusterRoomAllocatorContract;
import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The contract of rooms on one kind of database. */
abstract class DatabaseRoomsContract extends ClusterRoomAllocatorContract {

    private final Database database;
    private final TestCluster cluster;

    DatabaseRoomsContract(TestDatabase kind) {
        database = kind.create();
        cluster = new TestCluster(database, TOKEN_LIFE, new LeastLoadedPlacement());
    }

    @Override
    protected RoomAllocator allocator(int server) {
        return cluster.server(server);
    }

    @Override
    protected void crash(int server) {
        cluster.crash(server);
    }

    @Override
    protected void fence(int server) {
        cluster.fence(server);
    }

    @Override
    protected void drain(int server) {
        cluster.drain(server);
    }

    @Override
    protected long load(int server) {
        return cluster.load(server);
    }

    @Override
    protected void advance(Duration time) {
        cluster.advance(time);
    }

    @Test
    void policyThatRefuses_isSaidAndNothingIsLeft() {
        assertRefused((request, candidates) -> Optional.empty());
    }

    @Test
    void policyThatChoosesAStranger_isSaidAndNothingIsLeft() {
        assertRefused((request, candidates) -> Optional.of(Placement.on(LocalRoomsTest.SELF, "test")));
    }

    /** The other grant is committed between this one's reading and its writing, on another server. */
    @Test
    void roomPlacedByAnotherMeanwhile_isNotPlacedTwice() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        AtomicInteger preferred = new AtomicInteger();
        TestCluster two = new TestCluster(database, TOKEN_LIFE, (request, candidates) -> {
            Runnable other = meanwhile.getAndSet(null);
            if (other != null) {
                other.run();
                return Optional.of(Placement.on(candidates.get(0), "test"));
            }
            return Optional.of(Placement.on(candidates.get(preferred.get()), "test"));
        });
        two.server(1);
        two.server(2);

        for (String state : List.of("never seen", "closed before")) {
            preferred.set(1);
            meanwhile.set(() -> two.server(2).enter("a", by("bob")));

            RoomGrant found = two.server(1).enter("a", by("ada"));

            assertThat(found.server().id()).as(state).isEqualTo(2);
            assertThat(two.server(2).find("a").orElseThrow().isCurrent()).isTrue();
            assertThat(List.of(two.load(1), two.load(2))).containsExactly(0L, 1L);
            two.server(2).close("a");
        }
    }

    private void assertRefused(PlacementPolicy policy) {
        TestCluster picky = new TestCluster(database, TOKEN_LIFE, policy);

        assertThatThrownBy(() -> picky.server(1).enter("a", by("ada")))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-081");
        assertThat(picky.server(1).rooms()).isEmpty();
        assertThat(picky.load(1)).isZero();
    }
}
