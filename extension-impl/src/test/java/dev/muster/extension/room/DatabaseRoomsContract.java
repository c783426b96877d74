package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.room.ClusterRoomAllocatorContract;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.util.Optional;
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
        assertRefused((room, weight, candidates) -> Optional.empty());
    }

    @Test
    void policyThatChoosesAStranger_isSaidAndNothingIsLeft() {
        assertRefused((room, weight, candidates) -> Optional.of(LocalRoomsTest.SELF));
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
