package dev.muster.extension.node;

import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.server.Cluster;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerIdentity;
import java.util.Optional;

/** What one application on one server has of Muster. Thread-safe; whoever started it closes it. */
public interface Node extends AutoCloseable {

    /** Who this server is. */
    ServerIdentity identity();

    /** Which servers there are. */
    Cluster cluster();

    /** Where rooms live. */
    RoomAllocator rooms();

    /** What moves them. */
    RoomMoves moves();

    /** What the servers can be told. */
    ServerControl control();

    /** What else works on its lease. */
    Services services();

    /** How the fast path of rooms is; empty where rooms do without. */
    default Optional<CacheStatus> roomCache() {
        return Optional.empty();
    }

    /** Leaves the cluster, if it is in one. */
    @Override
    void close();
}
