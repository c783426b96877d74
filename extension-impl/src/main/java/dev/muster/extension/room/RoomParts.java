package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.OrderTable;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The parts of spread rooms on one server, put together. Thread-safe; whoever starts it closes it. */
public final class RoomParts implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final NodeContext node;
    private final OrderTable orders;
    private final RoomAllocator allocator;
    private final RoomMoves moves;
    private final MovingThread mover;

    private RoomParts(
            NodeContext node, OrderTable orders, RoomAllocator allocator, RoomMoves moves, MovingThread mover) {
        this.node = node;
        this.orders = orders;
        this.allocator = allocator;
        this.moves = moves;
        this.mover = mover;
    }

    /**
     * Starts.
     *
     * @param cache the fast path, closed by its owner; empty to look each room up in the database
     * @param listener is told what happens to the rooms of this server
     */
    public static RoomParts start(
            NodeContext node,
            OrderTable orders,
            PlacementPolicy policy,
            Optional<? extends GrantCache> cache,
            RoomListener listener) {
        JdbcRooms store = new JdbcRooms(node.database(), node.clusterName());
        ClusterRooms rooms = rooms(node, store, policy, listener);
        Optional<CachedRooms> cached = cache.map(known -> new CachedRooms(rooms, node.registry(), known));
        node.registry().listen(new MembershipListener() {
            @Override
            public void fenced(Server server, String reason) {
                rooms.lost();
            }
        });
        RoomMover mover = new RoomMover(
                rooms,
                grant -> cached.ifPresent(known -> known.moved(grant)),
                listener,
                node.settings().integer(Setting.ROOMS_MOVE_RATE).orElseThrow(),
                System::nanoTime,
                LockSupport::parkNanos);
        MovingThread thread = MovingThread.start(
                node.identity(),
                node.registry(),
                mover,
                node.database().clock()::millis,
                load -> orders.shed(node.identity().serverId(), load),
                node.application());
        return new RoomParts(
                node,
                orders,
                cached.<RoomAllocator>map(known -> known).orElse(rooms),
                new ClusterMoves(node.clusterName(), store, node.registry(), policy, orders),
                thread);
    }

    /** Where rooms live. */
    public RoomAllocator allocator() {
        return allocator;
    }

    /** What moves them. */
    public RoomMoves moves() {
        return moves;
    }

    /** Gives all rooms to other servers before this one stops, if there is one that takes them. */
    public void giveAway(Duration limit) {
        if (limit.isZero() || !node.identity().isCurrent() || !others()) {
            return;
        }
        try {
            // So that nobody grants it new ones meanwhile.
            orders.drain(node.identity().serverId(), Duration.ZERO);
            mover.drainAndClose(limit.toNanos());
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "the rooms of this server are granted anew when they are entered", e);
        }
    }

    private boolean others() {
        return node.registry().servers().stream()
                .anyMatch(server -> server.state() == ServerState.ACTIVE
                        && server.incarnation() != node.identity().incarnation());
    }

    @Override
    public void close() {
        mover.close();
    }

    private static ClusterRooms rooms(
            NodeContext node, RoomStore store, PlacementPolicy policy, RoomListener listener) {
        return new ClusterRooms(
                store,
                node.clusterName(),
                node.identity(),
                node.registry(),
                policy,
                node.secret().key("redirect"),
                Redirects.of(node.settings()),
                node.database().clock()::millis,
                listener);
    }
}
