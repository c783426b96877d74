package dev.muster.extension.room;

import dev.muster.extension.ExtensionMessage;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of which this server knows that they live here.
 *
 * <p>Only this server ends its own grants, by closing a room or by losing its incarnation, so what it knows is enough to
 * act by, provided that nothing is learned from a look at the database that a closing overtook. Therefore a room's look
 * and what is learned from it happen under a shared lock, and a closing under the exclusive one, which first forgets the
 * room and then asks the database. If no answer comes, the database may end the grant at any later moment, so nothing is
 * learned of the room until it was closed with an answer. Thread-safe.
 */
final class Holdings {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");
    private static final int STRIPES = 64;

    private final ServerIdentity me;
    private final ParticipantStore participants;
    private final Function<LiveGrant, Runnable> opening;
    private final Consumer<LiveGrant> lost;
    private final ConcurrentMap<String, HeldRoom> held = new ConcurrentHashMap<>();
    /** Rooms whose grant may be about to end, with the incarnation that has it. */
    private final ConcurrentMap<String, Long> inDoubt = new ConcurrentHashMap<>();

    private final ReadWriteLock[] locks =
            Stream.generate(ReentrantReadWriteLock::new).limit(STRIPES).toArray(ReadWriteLock[]::new);
    private volatile long heldAs;
    /** All grants up to this incarnation are lost. */
    private volatile long lostAs;

    /**
     * @param opening is given each grant of this server before anybody is let in; what it returns tells of it. If it throws,
     *     nobody is let in, and whoever comes next tries again
     * @param lost is told if the room of a grant that was told of may not be here any more, and nobody else tells why
     */
    Holdings(
            ServerIdentity me,
            ParticipantStore participants,
            Function<LiveGrant, Runnable> opening,
            Consumer<LiveGrant> lost) {
        this.me = me;
        this.participants = participants;
        this.opening = opening;
        this.lost = lost;
    }

    /** Does what must not be overtaken by a closing of the room: a look at it, or a joining. */
    <T> T whileOpen(String room, Supplier<T> work) {
        return under(lock(room).readLock(), work);
    }

    /** Looks at the room and learns from the answer. */
    Optional<LiveGrant> learn(String room, Supplier<Optional<LiveGrant>> look) {
        return whileOpen(room, () -> {
            Optional<LiveGrant> found = look.get();
            found.filter(grant -> isHere(grant.server()) && !isInDoubt(room)).ifPresent(this::hold);
            return found;
        });
    }

    /** Forgets the room, then closes it. */
    boolean end(String room, Supplier<Boolean> closing) {
        return under(lock(room).writeLock(), () -> {
            HeldRoom known = held.remove(room);
            boolean closed = doubting(room, closing);
            inDoubt.remove(room);
            if (known != null) {
                known.end();
            }
            return closed;
        });
    }

    /**
     * Forgets the room, then gives it to another server; remembers it again if that did not happen. If it is unknown what
     * happened, because the giving throws, the room is in doubt and counts as lost.
     */
    <T> T handOver(String room, Supplier<T> giving, Predicate<T> given) {
        AtomicReference<@Nullable HeldRoom> removed = new AtomicReference<>();
        try {
            return under(lock(room).writeLock(), () -> {
                removed.set(held.remove(room));
                T outcome = doubting(room, giving);
                Optional.ofNullable(removed.get()).ifPresent(given.test(outcome) ? HeldRoom::end : this::keep);
                return outcome;
            });
        } catch (RuntimeException e) {
            Optional.ofNullable(removed.get()).ifPresent(this::lose);
            throw e;
        }
    }

    /** All rooms of this incarnation are lost. */
    void lose() {
        lostAs = me.incarnation();
        held.values().forEach(this::lose);
    }

    private void lose(HeldRoom room) {
        if (room.lose()) {
            lost.accept(room.grant());
        }
    }

    /** It may have been lost with all others meanwhile, when it was not among them. */
    private void keep(HeldRoom room) {
        held.putIfAbsent(room.grant().room(), room);
        if (isLost(room.grant())) {
            lose(room);
        }
    }

    private boolean isLost(LiveGrant grant) {
        return grant.server().incarnation() <= lostAs;
    }

    /**
     * Opens the room for whoever is let in, if it is known here and nobody has opened it. Not under one of the locks: those
     * who are told may close the room and enter others.
     */
    void open(String room) {
        HeldRoom known = held.get(room);
        if (known != null) {
            known.open(() -> arrive(known));
        }
    }

    /** Whether this server has tried to end its grant of the room and does not know whether it has ended, or will. */
    boolean isInDoubt(String room) {
        return Objects.equals(inDoubt.get(room), me.incarnation());
    }

    /** The room is in doubt until the database answers; if it was before, it stays so. */
    private <T> T doubting(String room, Supplier<T> ending) {
        Long incarnation = me.incarnation();
        Long before = inDoubt.put(room, incarnation);
        T answer = ending.get();
        if (!incarnation.equals(before)) {
            inDoubt.remove(room);
        }
        return answer;
    }

    /** Whether that is this server, as it is now. */
    boolean isHere(Server server) {
        return server.id() == me.serverId() && server.incarnation() == me.incarnation();
    }

    /**
     * Whether this server may act by the grant now. The lease is looked at before the incarnation: an incarnation never
     * returns, so if it is still ours afterwards, the lease was proved for it.
     */
    boolean isCurrent(LiveGrant grant) {
        return me.isCurrent() && isHere(grant.server()) && find(grant).isPresent();
    }

    /** The room of this very grant, if it is known here. */
    Optional<HeldRoom> find(LiveGrant grant) {
        return Optional.ofNullable(held.get(grant.room())).filter(room -> room.isOf(grant));
    }

    /** The grant of the room by which this server may act now. */
    Optional<LiveGrant> current(String room) {
        return Optional.ofNullable(held.get(room)).map(HeldRoom::grant).filter(this::isCurrent);
    }

    /** The room with this epoch, if it is known here. */
    boolean holds(String room, long epoch) {
        HeldRoom known = held.get(room);
        return known != null && known.epoch() == epoch;
    }

    private void hold(LiveGrant grant) {
        forgetEarlierIncarnation(grant.server().incarnation());
        held.compute(
                grant.room(),
                (room, known) -> known != null && known.outlives(grant) ? known : new HeldRoom(grant, participants));
    }

    /** Who loses the room while it is opened leaves it to this thread to tell so, after what it tells now. */
    private void arrive(HeldRoom room) {
        Runnable tell = opening.apply(room.grant());
        if (isLost(room.grant())) {
            return;
        }
        try {
            tell.run();
        } catch (RuntimeException e) {
            String what = room.grant().room() + ": " + e;
            LOG.log(Level.WARNING, ExtensionMessage.OBSERVER_FAILED.text("an opened room", what), e);
        }
        if (!room.opened()) {
            lost.accept(room.grant());
        }
    }

    private void forgetEarlierIncarnation(long incarnation) {
        if (heldAs < incarnation) {
            synchronized (this) {
                if (heldAs < incarnation) {
                    held.clear();
                    heldAs = incarnation;
                }
            }
        }
    }

    private ReadWriteLock lock(String room) {
        return locks[Math.floorMod(room.hashCode(), STRIPES)];
    }

    private static <T> T under(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
