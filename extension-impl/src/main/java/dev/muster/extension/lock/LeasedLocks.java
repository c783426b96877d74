package dev.muster.extension.lock;

import dev.muster.MusterException;
import dev.muster.extension.context.Incarnation;
import dev.muster.extension.lock.Turns.Turn;
import dev.muster.lock.ClusterLock;
import dev.muster.lock.ClusterLocks;
import dev.muster.server.ServerIdentity;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Locks on the lease of this server.
 *
 * <ol>
 *   <li>A thread waits for its turn among those of this server, in memory.
 *   <li>Then it asks the store, again and again while another server has the lock. The others of this server wait on.
 *   <li>It keeps the turn as long as it holds the lock.
 *   <li>Where the store failed, it may have this server as holder although no thread of it is. That is put right later, on
 *       a turn too: whoever has the turn instead writes the row anyway.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class LeasedLocks implements ClusterLocks {

    private static final System.Logger LOG = System.getLogger("dev.muster.lock");
    private static final int LONGEST_NAME = 200;

    /** How long one waits for a turn before one looks whether this server is still the same incarnation. */
    private static final long LONGEST_TURN = TimeUnit.SECONDS.toNanos(1);

    private final ServerIdentity me;
    private final LockStore store;
    private final WaitingTime time;
    private final RandomGenerator random;
    private final Executor later;
    private final Turns turns = new Turns();

    /**
     * Locks of this server.
     *
     * @param time in which callers wait
     * @param random thread-safe; makes pauses differ
     * @param later runs work after a pause
     */
    public LeasedLocks(ServerIdentity me, LockStore store, WaitingTime time, RandomGenerator random, Executor later) {
        this.me = me;
        this.store = store;
        this.time = time;
        this.random = random;
        this.later = later;
    }

    @Override
    public Optional<ClusterLock> tryLock(String name) {
        return tryLock(name, Duration.ZERO);
    }

    /** Takes the lock if nobody holds it, and nobody has taken it for so long. */
    public Optional<ClusterLock> tryLock(String name, Duration sinceLast) {
        Turn turn = new Turn(checkName(name), Incarnation.of(me));
        if (!turns.tryTake(turn)) {
            return Optional.empty();
        }
        Optional<ClusterLock> taken = Optional.empty();
        try {
            taken = ask(turn, sinceLast);
            return taken;
        } finally {
            endWithout(taken, turn);
        }
    }

    @Override
    public Optional<ClusterLock> lock(String name, Duration wait) throws InterruptedException {
        checkName(name);
        Patience patience = new Patience(wait, time, random);
        Optional<ClusterLock> taken;
        do {
            taken = inTurn(new Turn(name, Incarnation.of(me)), patience);
        } while (taken.isEmpty() && patience.remains());
        return taken;
    }

    private Optional<ClusterLock> inTurn(Turn turn, Patience patience) throws InterruptedException {
        if (!turns.take(turn, Math.min(patience.remainingNanos(), LONGEST_TURN))) {
            return Optional.empty();
        }
        Optional<ClusterLock> taken = Optional.empty();
        try {
            taken = ask(turn, Duration.ZERO);
            while (taken.isEmpty() && patience.remains() && turn.holder().isCurrent(me)) {
                patience.pause();
                taken = ask(turn, Duration.ZERO);
            }
            return taken;
        } finally {
            endWithout(taken, turn);
        }
    }

    private Optional<ClusterLock> ask(Turn turn, Duration sinceLast) {
        try {
            OptionalLong token = store.take(turn.name(), turn.holder(), sinceLast);
            return token.isPresent() ? Optional.of(held(turn, token.getAsLong())) : Optional.empty();
        } catch (MusterException e) {
            later.execute(() -> putRight(turn));
            throw e;
        }
    }

    private ClusterLock held(Turn turn, long token) {
        return new HeldLock(me, turn.name(), turn.holder(), token, () -> giveBack(turn));
    }

    private void endWithout(Optional<ClusterLock> taken, Turn turn) {
        if (taken.isEmpty()) {
            turns.giveBack(turn);
        }
    }

    private void giveBack(Turn turn) {
        try {
            store.free(turn.name(), turn.holder());
        } catch (MusterException e) {
            LOG.log(Level.WARNING, LockMessage.NOT_GIVEN_BACK.text(turn.name(), e.getMessage()));
            later.execute(() -> putRight(turn));
        } finally {
            turns.giveBack(turn);
        }
    }

    private void putRight(Turn turn) {
        if (turn.holder().isCurrent(me) && turns.tryTake(turn)) {
            giveBack(turn);
        }
    }

    /** Databases do not agree on spaces at the end, and this server's memory must not have another idea than theirs. */
    private static String checkName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
            throw new IllegalArgumentException("the name of a lock has 1 to " + LONGEST_NAME
                    + " characters and no space at its ends, but this is '" + name + "' (" + name.length() + ")");
        }
        return name;
    }
}
