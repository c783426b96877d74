package dev.muster.extension.node;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.infinispan.InfinispanGrantCache;
import dev.muster.extension.placement.Placements;
import dev.muster.extension.room.CachedRooms;
import dev.muster.extension.room.ClusterRooms;
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
    private final Optional<InfinispanGrantCache> cache;

    private RoomService(RoomAllocator allocator, Optional<InfinispanGrantCache> cache) {
        this.allocator = allocator;
        this.cache = cache;
    }

    /** Starts; returns at once, also where Infinispan takes its time. */
    static RoomService start(NodeContext node, Optional<PlacementPolicy> policy) {
        return switch (node.settings().required(Setting.ROOMS)) {
            case "local" -> new RoomService(localRooms(node), Optional.empty());
            case "database" -> new RoomService(databaseRooms(node, policy), Optional.empty());
            default -> cached(node, databaseRooms(node, policy));
        };
    }

    /** The allocator. */
    RoomAllocator allocator() {
        return allocator;
    }

    /** How the fast path is, where there is one. */
    Optional<CacheStatus> cache() {
        return cache.map(InfinispanGrantCache::status);
    }

    /** Ends what works in the background. Grants are left to the lease. */
    @Override
    public void close() {
        cache.ifPresent(InfinispanGrantCache::close);
    }

    private static RoomService cached(NodeContext node, ClusterRooms rooms) {
        InfinispanGrantCache cache = InfinispanGrantCache.start(node);
        return new RoomService(new CachedRooms(rooms, node.registry(), cache), Optional.of(cache));
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
