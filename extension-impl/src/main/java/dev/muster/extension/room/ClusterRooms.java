package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.extension.room.RoomStore.Outcome;
import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.room.RoomLost;
import dev.muster.room.RoomOpened;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Rooms of a cluster; the database decides where each lives. Thread-safe.
 *
 * <p>Granting a room:
 *
 * <ol>
 *   <li>The policy chooses among the servers as they are known in memory.
 *   <li>One transaction writes the room's row with a higher epoch, if its last grant is the one that was thought of and
 *       is over, and puts the room's weight on the chosen server, if that takes rooms and its load is not above what the
 *       policy said.
 *   <li>Whoever fails has changed nothing, looks and begins again: by then the other's grant, or the other's load, can be
 *       seen.
 * </ol>
 *
 * <p>A grant is over when it was ended, or when its holder's incarnation is. That the holder's lease has run out by the
 * clock is not enough: a renewal that came in time may not be committed yet. So the dead holder is buried first, which
 * waits for such a renewal and after which none is possible.
 */
public final class ClusterRooms implements RoomAllocator {

    private static final int TRIES = 100;

    private final RoomStore store;
    private final ServerIdentity me;
    private final Registry registry;
    private final Candidates candidates;
    private final LongSupplier clock;
    private final RoomListener listener;
    private final Lock[] placing = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);
    private final Holdings holdings;
    private final Grants grants;

    /**
     * The rooms of a cluster, as one of its servers sees them.
     *
     * @param redirectKey secret of all servers of the cluster, for redirect tokens only
     * @param redirects how users are sent to their room
     * @param clock the database's clock in epoch milliseconds
     * @param listener is told what happens to the rooms of this server
     */
    public ClusterRooms(
            RoomStore store,
            String cluster,
            ServerIdentity me,
            Registry registry,
            PlacementPolicy policy,
            SecretKey redirectKey,
            Redirects redirects,
            LongSupplier clock,
            RoomListener listener) {
        this.store = store;
        this.me = me;
        this.registry = registry;
        this.candidates = new Candidates(cluster, registry, policy);
        this.clock = clock;
        this.listener = listener;
        this.holdings = new Holdings(me, store, this::opening, this::lost);
        RedirectTokens tokens =
                new RedirectTokens(redirectKey, cluster, redirects.tokenLife(), clock, new SecureRandom());
        this.grants = new Grants(me, holdings, redirects, tokens, clock, this::resize);
    }

    @Override
    public RoomGrant enter(String room, EnterRequest request) {
        return grantOf(placed(room, request), request.user());
    }

    @Override
    public Optional<RoomGrant> find(String room) {
        return live(room).map(grant -> grantOf(grant, null));
    }

    @Override
    public List<Room> rooms() {
        return store.rooms();
    }

    @Override
    public boolean close(String room) {
        long incarnation = me.incarnation();
        return holdings.end(room, () -> {
            OptionalInt load = store.end(room, me.serverId(), incarnation);
            load.ifPresent(weight -> candidates.released(incarnation, weight));
            return load.isPresent();
        });
    }

    @Override
    public Optional<Admission> redeem(String token) {
        return redeem(token, this::live);
    }

    /** The same; the look is made if the token's room is not known to live here. */
    Optional<Admission> redeem(String token, Consumer<String> look) {
        return grants.redeem(token, look);
    }

    /** The live grant of a room, made now if there is none. */
    LiveGrant placed(String room, EnterRequest request) {
        return learn(room, () -> {
            Look look = look(room);
            return look.live().orElseGet(() -> place(room, request, look.overEpoch()));
        });
    }

    /**
     * The same for a room that is believed to have no live grant: saves a look if that is right, costs one if not.
     *
     * @param lastEpoch the epoch that its last grant is believed to have had; that grant is over for good
     */
    LiveGrant placed(String room, EnterRequest request, OptionalLong lastEpoch) {
        return learn(room, () -> place(room, request, lastEpoch));
    }

    /** The live grant of a room. */
    Optional<LiveGrant> live(String room) {
        closeIfInDoubt(room);
        return holdings.learn(room, () -> store.last(room).flatMap(last -> last.live(room)));
    }

    /** Opens a room of this server, if nobody has entered it here yet; false if it does not live here any more. */
    boolean open(Room room) {
        if (!holdings.holds(room.name(), room.epoch())) {
            var unused = live(room.name());
        }
        holdings.open(room.name());
        return holdings.holds(room.name(), room.epoch());
    }

    /** The rooms of this server, as the database has them. */
    List<Room> own() {
        return store.roomsOf(me.serverId(), me.incarnation());
    }

    /**
     * Grants a room of this server to another one.
     *
     * @return the new grant; empty if the room does not live here any more
     * @throws MusterException if no other server takes it
     */
    Optional<LiveGrant> move(Room room, Optional<byte[]> state) {
        LiveGrant from = new LiveGrant(room.name(), room.server(), room.epoch());
        EnterRequest request = new EnterRequest("", room.weight(), room.affinity(), room.tags());
        for (int i = 0; i < TRIES; i++) {
            me.requireCurrent();
            Placement to = candidates.chooseOther(room.name(), request, anchors(request), me.incarnation());
            LiveGrant next = new LiveGrant(room.name(), to.server(), Math.max(from.epoch() + 1, clock.getAsLong()));
            Outcome outcome = holdings.handOver(
                    room.name(), () -> store.move(from, to, next.epoch(), state), Outcome.GRANTED::equals);
            if (outcome == Outcome.GRANTED) {
                candidates.released(me.incarnation(), room.weight());
                return Optional.of(next);
            }
            if (outcome == Outcome.ROOM_TAKEN) {
                return Optional.empty();
            }
            candidates.refresh();
        }
        throw new MusterException(RoomMessage.CONTENDED, room.name(), TRIES);
    }

    /** This server may not act any more: tells which rooms it loses. */
    void lost() {
        holdings.lose();
    }

    /** What the application gets for a grant. */
    RoomGrant grantOf(LiveGrant grant, @Nullable String user) {
        return grants.of(grant, user);
    }

    /** False if the room would live here, but this server does not know of it. */
    boolean isPlausible(LiveGrant hearsay) {
        return !holdings.isHere(hearsay.server()) || holdings.find(hearsay).isPresent();
    }

    /** One thread at a time for a room: those that wait then find what the first one has made. */
    private LiveGrant learn(String room, Supplier<LiveGrant> place) {
        Grants.checkName(room, "the room's name");
        closeIfInDoubt(room);
        Lock lock = placing[Math.floorMod(room.hashCode(), placing.length)];
        lock.lock();
        try {
            return holdings.current(room)
                    .or(() -> holdings.learn(room, () -> Optional.of(place.get())))
                    .orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody knows whether the room was closed, so it has to be now. */
    private void closeIfInDoubt(String room) {
        if (holdings.isInDoubt(room)) {
            close(room);
        }
    }

    private LiveGrant place(String room, EnterRequest request, OptionalLong knownEpoch) {
        OptionalLong lastEpoch = knownEpoch;
        for (int i = 0; i < TRIES; i++) {
            me.requireCurrent();
            Proposal proposal = propose(room, request, lastEpoch);
            switch (store.grant(proposal)) {
                case GRANTED -> {
                    return new LiveGrant(room, proposal.placement().server(), proposal.epoch());
                }
                case SERVER_FULL -> candidates.refresh();
                case ROOM_TAKEN -> {
                    Look look = look(room);
                    if (look.live().isPresent()) {
                        return look.live().get();
                    }
                    lastEpoch = look.overEpoch();
                }
            }
        }
        throw new MusterException(RoomMessage.CONTENDED, room, TRIES);
    }

    /** Looks until it is clear: the room has a live grant, or its last one is over for good, or it never had one. */
    private Look look(String room) {
        for (int i = 0; i < TRIES; i++) {
            Optional<LastGrant> last = store.last(room);
            Optional<LiveGrant> live = last.flatMap(grant -> grant.live(room));
            if (live.isPresent() || last.isEmpty() || isOver(last.get())) {
                OptionalLong epoch =
                        last.map(grant -> OptionalLong.of(grant.epoch())).orElseGet(OptionalLong::empty);
                return new Look(live, epoch);
            }
        }
        throw new MusterException(RoomMessage.CONTENDED, room, TRIES);
    }

    /**
     * Whether the grant, which is not live, can never be live again. A holder that is not known to be gone is buried, which
     * fails if it has just renewed its lease.
     */
    private boolean isOver(LastGrant last) {
        return last.suspect()
                .map(holder -> registry.bury(holder.id(), holder.incarnation()))
                .orElse(true);
    }

    /** What a look at a room found: one of the two, or nothing. */
    private record Look(Optional<LiveGrant> live, OptionalLong overEpoch) {}

    private Proposal propose(String room, EnterRequest request, OptionalLong lastEpoch) {
        Placement placement = candidates.choose(room, request, anchors(request));
        // Begins at the time, so that epochs would not even go back if rows were deleted.
        long epoch = Math.max(lastEpoch.orElse(0) + 1, clock.getAsLong());
        return new Proposal(room, request, placement, lastEpoch, epoch, me.serverId());
    }

    private List<Server> anchors(EnterRequest request) {
        return request.affinity().map(store::holdersOf).orElse(List.of());
    }

    /** Takes what was handed over; then the listener can be told. */
    private Runnable opening(LiveGrant grant) {
        Optional<byte[]> state = grant.handedOver() ? store.takeState(grant.room(), grant.epoch()) : Optional.empty();
        return () -> listener.opened(new RoomOpened(grantOf(grant, null), state));
    }

    private void lost(LiveGrant grant) {
        listener.lost(new RoomLost(grant.room(), grant.epoch()));
    }

    private boolean resize(LiveGrant grant, int weight) {
        OptionalInt growth = store.resize(grant, weight);
        growth.ifPresent(load -> candidates.released(grant.server().incarnation(), -load));
        return growth.isPresent();
    }
}
