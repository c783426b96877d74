package dev.muster.extension.room;

import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.room.RoomOpened;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * Rooms of a server that is alone: all of them live here, in memory. Thread-safe.
 *
 * <p>Epochs begin with the time of the start, so that they go up across restarts too: what the application stored under
 * an epoch of an earlier start stays behind those of this one.
 */
public final class LocalRooms implements RoomAllocator {

    private final ServerIdentity me;
    private final Supplier<Server> self;
    private final LongSupplier clock;
    private final Holdings holdings;
    private final Grants grants;
    private final AtomicLong lastEpoch;
    private final ConcurrentMap<String, OpenRoom> open = new ConcurrentHashMap<>();

    /**
     * No rooms yet.
     *
     * @param self this server as users reach it
     * @param redirects how users are sent to their room
     * @param clock the time in epoch milliseconds
     * @param listener is told when a room is opened
     */
    public LocalRooms(
            ServerIdentity me, Supplier<Server> self, Redirects redirects, LongSupplier clock, RoomListener listener) {
        this.me = me;
        this.self = self;
        this.clock = clock;
        this.holdings =
                new Holdings(me, ParticipantStore.NONE, grant -> () -> listener.opened(opened(grant)), grant -> {});
        this.grants = new Grants(me, holdings, redirects, ownTokens(redirects.tokenLife(), clock), clock, this::resize);
        this.lastEpoch = new AtomicLong(clock.getAsLong());
    }

    @Override
    public RoomGrant enter(String room, EnterRequest request) {
        Grants.checkName(room, "the room's name");
        me.requireCurrent();
        LiveGrant grant = holdings.learn(room, () -> Optional.of(openOrFind(room, request)))
                .orElseThrow();
        return grants.of(grant, request.user());
    }

    @Override
    public Optional<RoomGrant> find(String room) {
        return Optional.ofNullable(open.get(room)).map(known -> grants.of(known.grant(), null));
    }

    @Override
    public List<Room> rooms() {
        return open.values().stream()
                .map(this::shown)
                .sorted(Comparator.comparing(Room::name))
                .toList();
    }

    @Override
    public boolean close(String room) {
        return holdings.end(room, () -> open.remove(room) != null);
    }

    @Override
    public Optional<Admission> redeem(String token) {
        return grants.redeem(token, room -> {});
    }

    private RoomOpened opened(LiveGrant grant) {
        return new RoomOpened(grants.of(grant, null), Optional.empty());
    }

    private boolean resize(LiveGrant grant, int weight) {
        return open.computeIfPresent(
                        grant.room(),
                        (name, room) -> room.grant().epoch() == grant.epoch() ? room.withWeight(weight) : room)
                != null;
    }

    private LiveGrant openOrFind(String room, EnterRequest request) {
        return open.computeIfAbsent(
                        room,
                        name -> new OpenRoom(
                                new LiveGrant(name, self.get(), lastEpoch.incrementAndGet()),
                                request,
                                Instant.ofEpochMilli(clock.getAsLong())))
                .grant();
    }

    private Room shown(OpenRoom room) {
        LiveGrant grant = room.grant();
        List<String> participants =
                holdings.find(grant).map(HeldRoom::participants).orElse(List.of());
        return new Room(
                grant.room(),
                grant.server(),
                grant.epoch(),
                room.request().weight(),
                room.request().affinity(),
                room.request().tags(),
                room.openedAt(),
                participants);
    }

    /** Nobody else has to know the key. */
    private static RedirectTokens ownTokens(Duration life, LongSupplier clock) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new RedirectTokens(new SecretKeySpec(key, "HmacSHA256"), "", life, clock, random);
    }

    private record OpenRoom(LiveGrant grant, EnterRequest request, Instant openedAt) {

        OpenRoom withWeight(int weight) {
            return new OpenRoom(grant, request.expecting(weight), openedAt);
        }
    }
}
