package dev.muster.extension.node;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.infinispan.InfinispanGrantCache;
import dev.muster.extension.placement.Placements;
import dev.muster.extension.registry.OrderTable;
import dev.muster.extension.room.LocalMoves;
import dev.muster.extension.room.LocalRooms;
import dev.muster.extension.room.Redirects;
import dev.muster.extension.room.RoomListener;
import dev.muster.extension.room.RoomMessage;
import dev.muster.extension.room.RoomParts;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * The rooms of one server of a cluster, as {@code muster.rooms} wants them. Thread-safe. Whoever starts it closes it;
 * the allocator must not be used any more then.
 */
final class RoomService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final RoomAllocator allocator;
    private final RoomMoves moves;
    private final Optional<RoomParts> parts;
    private final Optional<InfinispanGrantCache> cache;
    private final Duration stopLimit;

    private RoomService(
            RoomAllocator allocator,
            RoomMoves moves,
            Optional<RoomParts> parts,
            Optional<InfinispanGrantCache> cache,
            Duration stopLimit) {
        this.allocator = allocator;
        this.moves = moves;
        this.parts = parts;
        this.cache = cache;
        this.stopLimit = stopLimit;
    }

    /** Starts; returns at once, also where Infinispan takes its time. */
    static RoomService start(
            NodeContext node, OrderTable orders, Optional<PlacementPolicy> policy, RoomListener listener) {
        String kind = node.settings().required(Setting.ROOMS);
        if (kind.equals("local")) {
            RoomAllocator rooms = localRooms(node, listener);
            return new RoomService(rooms, new LocalMoves(rooms), Optional.empty(), Optional.empty(), Duration.ZERO);
        }
        warnOfContainerSessions(node.settings());
        Optional<InfinispanGrantCache> cache =
                kind.equals("infinispan") ? Optional.of(InfinispanGrantCache.start(node)) : Optional.empty();
        RoomParts parts = RoomParts.start(
                node,
                orders,
                policy.orElseGet(() -> Placements.named(node.settings().required(Setting.ROOMS_PLACEMENT))),
                cache,
                listener);
        return new RoomService(
                parts.allocator(),
                parts.moves(),
                Optional.of(parts),
                cache,
                node.settings().duration(Setting.ROOMS_STOP_LIMIT));
    }

    /** The allocator. */
    RoomAllocator allocator() {
        return allocator;
    }

    /** What moves rooms. */
    RoomMoves moves() {
        return moves;
    }

    /** How the fast path is, where there is one. */
    Optional<CacheStatus> cache() {
        return cache.map(InfinispanGrantCache::status);
    }

    /** Gives the rooms to other servers, as far as there are any and the time lasts. */
    void giveAway() {
        parts.ifPresent(rooms -> rooms.giveAway(stopLimit));
    }

    /** Ends what works in the background. Grants that are left end with the server's lease. */
    @Override
    public void close() {
        parts.ifPresent(RoomParts::close);
        cache.ifPresent(InfinispanGrantCache::close);
    }

    private static void warnOfContainerSessions(Settings settings) {
        if (Redirects.of(settings).byRoute()
                && settings.required(Setting.SESSION_STORE).equals("container")) {
            LOG.log(Level.WARNING, RoomMessage.ROUTE_IN_URL_ONLY.text());
        }
    }

    private static LocalRooms localRooms(NodeContext node, RoomListener listener) {
        return new LocalRooms(
                node.identity(),
                node.cluster()::self,
                Redirects.of(node.settings()),
                node.database().clock()::millis,
                listener);
    }
}
