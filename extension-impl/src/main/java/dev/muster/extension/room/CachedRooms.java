package dev.muster.extension.room;

import dev.muster.extension.registry.Registry;
import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rooms of a cluster whose grants are remembered in memory: a fast path before {@link ClusterRooms}, which decides.
 * Thread-safe.
 *
 * <p>An entry counts if its server incarnation is live in the registry; if that is this server, only if this server knows
 * that it holds the room by that epoch. Else the database is asked and the answer replaces the entry. So a wrong entry
 * can send a user only to a server that is live, which then finds out and corrects it.
 */
public final class CachedRooms implements RoomAllocator {

    private final ClusterRooms database;
    private final Registry servers;
    private final GrantCache cache;

    /** A fast path before these rooms; the cache is closed by its owner. */
    public CachedRooms(ClusterRooms database, Registry servers, GrantCache cache) {
        this.database = database;
        this.servers = servers;
        this.cache = cache;
    }

    @Override
    public RoomGrant enter(String room, EnterRequest request) {
        LiveGrant grant = known(room).orElseGet(() -> remember(placed(room, request)));
        return database.grantOf(grant, request.user());
    }

    @Override
    public Optional<RoomGrant> find(String room) {
        return known(room)
                .or(() -> database.live(room).map(this::remember))
                .map(grant -> database.grantOf(grant, null));
    }

    @Override
    public List<Room> rooms() {
        return database.rooms();
    }

    @Override
    public boolean close(String room) {
        Optional<GrantCache.Entry> before = cache.get(room);
        boolean closed = database.close(room);
        if (closed) {
            // The epoch spares the next grant a look.
            before.ifPresent(entry -> cache.put(room, entry.ended()));
        }
        return closed;
    }

    @Override
    public Optional<Admission> redeem(String token) {
        return database.redeem(token, this::correct);
    }

    /** A user was sent here for nothing: entries that name each other's servers would send them to and fro for ever. */
    private void correct(String room) {
        database.live(room)
                .map(GrantCache.Entry::of)
                .or(() -> cache.get(room).map(entry -> GrantCache.Entry.UNKNOWN))
                .ifPresent(entry -> cache.put(room, entry));
    }

    private Optional<LiveGrant> known(String room) {
        return cache.get(room)
                .flatMap(entry -> servers.live(entry.serverId(), entry.incarnation())
                        .map(server -> new LiveGrant(room, server, entry.epoch())))
                .filter(database::isPlausible);
    }

    /** A room has moved: tells all servers. */
    void moved(LiveGrant grant) {
        remember(grant);
    }

    /** Without a look first where nothing, or nothing but a grant that is over, is known of the room. */
    private LiveGrant placed(String room, EnterRequest request) {
        Optional<GrantCache.Entry> entry = cache.get(room);
        if (entry.isEmpty()) {
            return database.placed(room, request, OptionalLong.empty());
        }
        return isOver(entry.get())
                ? database.placed(room, request, OptionalLong.of(entry.get().epoch()))
                : database.placed(room, request);
    }

    private boolean isOver(GrantCache.Entry entry) {
        return !entry.equals(GrantCache.Entry.UNKNOWN)
                && (entry.incarnation() == 0 || servers.isGone(entry.serverId(), entry.incarnation()));
    }

    private LiveGrant remember(LiveGrant grant) {
        cache.put(grant.room(), GrantCache.Entry.of(grant));
        return grant;
    }
}
