package dev.muster.session.guard;

import dev.muster.session.SessionStoreUnavailableException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets work pass, holds it up while the store is asked for a sign of life, or refuses it. Thread-safe. */
final class Gate {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private enum State {
        OPEN,
        PROBING,
        AWAY
    }

    private volatile State state = State.OPEN;
    private @Nullable String reason;
    private long awaySince;
    private long refused;

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isProbing() {
        return state == State.PROBING;
    }

    /** Returns when the store may be asked. */
    synchronized void pass(long limit) {
        long deadline = System.nanoTime() + limit;
        while (state == State.PROBING && waited(deadline - System.nanoTime())) {
            // The state may have changed.
        }
        if (state != State.OPEN) {
            refused++;
            throw new SessionStoreUnavailableException(null, GuardMessage.UNAVAILABLE, why());
        }
    }

    private String why() {
        return reason == null ? "it is being asked for a sign of life" : reason;
    }

    private boolean waited(long nanos) {
        if (nanos <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something is wrong; true for the caller that has to find out. */
    synchronized boolean suspect() {
        if (state != State.OPEN) {
            return false;
        }
        state = State.PROBING;
        return true;
    }

    /** The store is away. */
    synchronized void close(@Nullable String why) {
        if (state != State.PROBING) {
            return;
        }
        state = State.AWAY;
        reason = String.valueOf(why);
        awaySince = System.nanoTime();
        refused = 0;
        LOG.log(System.Logger.Level.WARNING, GuardMessage.AWAY.text(reason));
        notifyAll();
    }

    /** The store has answered. */
    synchronized void open() {
        if (state == State.AWAY) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - awaySince);
            LOG.log(System.Logger.Level.INFO, GuardMessage.BACK.text(seconds, refused));
        }
        state = State.OPEN;
        reason = null;
        notifyAll();
    }
}
