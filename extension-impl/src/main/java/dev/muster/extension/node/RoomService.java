package dev.muster.extension.node;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.infinispan.InfinispanGrantCache;
import dev.muster.extension.placement.Placements;
import dev.muster.extension.room.CachedRooms;
import dev.muster.extension.room.ClusterRooms;
import dev.muster.extension.room.GrantCache;
import dev.muster.extension.room.JdbcRooms;
import dev.muster.extension.room.LocalRooms;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import java.time.Duration;
import java.util.Optional;

/**
 * The rooms of one server of a cluster, as {@code muster.rooms} wants them. Thread-safe. Whoever starts it closes it;
 * the allocator must not be used any more then.
 */
final class RoomService implements AutoCloseable {

    private final RoomAllocator allocator;
    private final Runnable close;

    private RoomService(RoomAllocator allocator, Runnable close) {
        this.allocator = allocator;
        this.close = close;
    }

    /** Starts; returns at once, also where Infinispan takes its time. */
    static RoomService start(NodeContext node, Optional<PlacementPolicy> policy) {
        return switch (node.settings().required(Setting.ROOMS)) {
            case "local" -> new RoomService(localRooms(node), () -> {});
            case "database" -> new RoomService(databaseRooms(node, policy), () -> {});
            default -> cached(node, databaseRooms(node, policy));
        };
    }

    /** The allocator. */
    RoomAllocator allocator() {
        return allocator;
    }

    /** Ends what works in the background. Grants are left to the lease. */
    @Override
    public void close() {
        close.run();
    }

    private static RoomService cached(NodeContext node, ClusterRooms rooms) {
        GrantCache cache = InfinispanGrantCache.start(node);
        return new RoomService(new CachedRooms(rooms, node.registry(), cache), cache::close);
    }

    private static LocalRooms localRooms(NodeContext node) {
        return new LocalRooms(
                node.identity(),
                node.cluster()::self,
                tokenLife(node),
                node.database().clock()::millis);
    }

    private static ClusterRooms databaseRooms(NodeContext node, Optional<PlacementPolicy> policy) {
        return new ClusterRooms(
                new JdbcRooms(node.database(), node.clusterName()),
                node.clusterName(),
                node.identity(),
                node.registry(),
                policy.orElseGet(() -> Placements.named(node.settings().required(Setting.ROOMS_PLACEMENT))),
                node.secret().key("redirect"),
                tokenLife(node),
                node.database().clock()::millis);
    }

    private static Duration tokenLife(NodeContext node) {
        return node.settings().duration(Setting.ROOMS_TOKEN);
    }
}
