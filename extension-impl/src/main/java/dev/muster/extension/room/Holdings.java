package dev.muster.extension.room;

import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    private static final int STRIPES = 64;

    private final ServerIdentity me;
    private final ParticipantStore participants;
    private final Consumer<LiveGrant> opened;
    private final ConcurrentMap<String, HeldRoom> held = new ConcurrentHashMap<>();
    /** Rooms whose grant may be about to end, with the incarnation that has it. */
    private final ConcurrentMap<String, Long> inDoubt = new ConcurrentHashMap<>();

    private final ReadWriteLock[] locks =
            Stream.generate(ReentrantReadWriteLock::new).limit(STRIPES).toArray(ReadWriteLock[]::new);
    private volatile long heldAs;

    /**
     * @param opened is told of each grant of which this server learns that it is its own
     */
    Holdings(ServerIdentity me, ParticipantStore participants, Consumer<LiveGrant> opened) {
        this.me = me;
        this.participants = participants;
        this.opened = opened;
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
     * happened, because the giving throws, the room is in doubt.
     */
    <T> T handOver(String room, Supplier<T> giving, Predicate<T> given) {
        return under(lock(room).writeLock(), () -> {
            HeldRoom known = held.remove(room);
            T outcome = doubting(room, giving);
            if (known != null && given.test(outcome)) {
                known.end();
            } else if (known != null) {
                held.putIfAbsent(room, known);
            }
            return outcome;
        });
    }

    /** Returns when the observers of this grant's opening are done, if it is one of this server. */
    void awaitOpen(LiveGrant grant) {
        find(grant).ifPresent(HeldRoom::awaitOpen);
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

    /** The epochs of all rooms that are known here. */
    Map<String, Long> epochs() {
        Map<String, Long> epochs = new TreeMap<>();
        held.forEach((room, known) -> epochs.put(room, known.epoch()));
        return epochs;
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
        HeldRoom fresh = new HeldRoom(grant, participants);
        fresh.open(() -> {
            if (held.compute(grant.room(), (room, known) -> known != null && known.outlives(grant) ? known : fresh)
                    == fresh) {
                opened.accept(grant);
            }
        });
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
