package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.extension.room.RoomStore.Proposal;
import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
    private final Holdings holdings;
    private final Grants grants;

    /**
     * The rooms of a cluster, as one of its servers sees them.
     *
     * @param redirectKey secret of all servers of the cluster, for redirect tokens only
     * @param tokenLife how long a redirect token is good for
     * @param clock the database's clock in epoch milliseconds
     */
    public ClusterRooms(
            RoomStore store,
            String cluster,
            ServerIdentity me,
            Registry registry,
            PlacementPolicy policy,
            SecretKey redirectKey,
            Duration tokenLife,
            LongSupplier clock) {
        this.store = store;
        this.me = me;
        this.registry = registry;
        this.candidates = new Candidates(cluster, registry, policy);
        this.clock = clock;
        this.holdings = new Holdings(me, store);
        RedirectTokens tokens = new RedirectTokens(redirectKey, cluster, tokenLife, clock, new SecureRandom());
        this.grants = new Grants(me, holdings, tokens, clock);
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
        return grants.redeem(token, this::live);
    }

    /** The live grant of a room, made now if there is none. */
    LiveGrant placed(String room, EnterRequest request) {
        Grants.checkName(room, "the room's name");
        return learn(room, () -> {
            Optional<LastGrant> last = store.last(room);
            return last.flatMap(grant -> grant.live(room)).orElseGet(() -> place(room, request, over(last)));
        });
    }

    /**
     * The same for a room that is believed to have no live grant: saves a look if that is right, costs one if not.
     *
     * @param lastEpoch the epoch that its last grant is believed to have had
     */
    LiveGrant placed(String room, EnterRequest request, OptionalLong lastEpoch) {
        Grants.checkName(room, "the room's name");
        return learn(room, () -> place(room, request, lastEpoch));
    }

    /** The live grant of a room. */
    Optional<LiveGrant> live(String room) {
        return holdings.learn(room, () -> store.last(room).flatMap(last -> last.live(room)));
    }

    /** What the application gets for a grant. */
    RoomGrant grantOf(LiveGrant grant, @Nullable String user) {
        return grants.of(grant, user);
    }

    /** False if the room would live here, but this server does not know of it. */
    boolean isPlausible(LiveGrant hearsay) {
        return !holdings.isHere(hearsay.server()) || holdings.find(hearsay).isPresent();
    }

    private LiveGrant learn(String room, Supplier<LiveGrant> place) {
        return holdings.learn(room, () -> Optional.of(place.get())).orElseThrow();
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
                    Optional<LastGrant> last = store.last(room);
                    Optional<LiveGrant> live = last.flatMap(grant -> grant.live(room));
                    if (live.isPresent()) {
                        return live.get();
                    }
                    lastEpoch = over(last);
                }
            }
        }
        throw new MusterException(RoomMessage.CONTENDED, room, TRIES);
    }

    private Proposal propose(String room, EnterRequest request, OptionalLong lastEpoch) {
        Optional<Server> anchor = request.affinity().flatMap(store::holderOf);
        Placement placement = candidates.choose(room, request, anchor);
        // Begins at the time, so that epochs would not even go back if rows were deleted.
        long epoch = Math.max(lastEpoch.orElse(0) + 1, clock.getAsLong());
        return new Proposal(room, request, placement, lastEpoch, epoch);
    }

    /** The epoch of a grant that is not live, after making sure that it cannot become live again. */
    private OptionalLong over(Optional<LastGrant> last) {
        last.flatMap(LastGrant::suspect).ifPresent(holder -> registry.bury(holder.id(), holder.incarnation()));
        return last.map(grant -> OptionalLong.of(grant.epoch())).orElseGet(OptionalLong::empty);
    }
}
