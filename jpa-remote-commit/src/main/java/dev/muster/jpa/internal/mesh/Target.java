package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.Peer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A peer to call, and when to call it next: sooner at first, then less and less often, never in step with others. */
final class Target {

    /** For how many times the staleness a lost peer is waited for of whom nothing else is known. */
    static final int LINGER = 3;

    static final Duration FIRST_DELAY = Duration.ofMillis(100);

    /** Servers that start at once miss each other a few times: nobody wants to read of that. Takes one to two seconds. */
    private static final int FAILURES_WORTH_TELLING = 5;

    private static final long MAX_DELAY_NANOS = Duration.ofSeconds(5).toNanos();

    final Peer peer;

    @Nullable UUID node;

    boolean self;
    boolean dialing;
    boolean told;

    /** The last call found that nobody listens there: the peer is not alive. */
    boolean dead;

    private int failures;
    private boolean everUp;
    private long asOf = System.nanoTime();
    private long listedAt = System.nanoTime();
    private final long linkLostDelayNanos;
    private long delayNanos = FIRST_DELAY.toNanos();
    private long dueAt;

    /**
     * @param head start given to the peer's own call
     */
    Target(Peer peer, Duration head) {
        this.peer = peer;
        linkLostDelayNanos = head.toNanos();
        dueAt = System.nanoTime() + linkLostDelayNanos;
    }

    boolean isDue(long now) {
        return !self && !dialing && now - dueAt >= 0;
    }

    /**
     * A link is up: once it is lost, all starts anew.
     *
     * @param heardAsOf all that the peer did before that time has reached us
     */
    void linked(long now, long heardAsOf) {
        told = false;
        failures = 0;
        dead = false;
        everUp = true;
        asOf = heardAsOf;
        listedAt = now;
        delayNanos = FIRST_DELAY.toNanos();
        dueAt = now + linkLostDelayNanos;
    }

    /** A call has ended; the next waits twice as long as this one did. */
    void tried(long now) {
        dialing = false;
        dueAt = now + ThreadLocalRandom.current().nextLong(delayNanos / 2, delayNanos + 1);
        delayNanos = Math.min(delayNanos * 2, MAX_DELAY_NANOS);
    }

    /** A call has failed: whether that is to be told now, because it goes on and was not told yet. */
    boolean isWorthTelling() {
        failures++;
        return !told && failures >= FAILURES_WORTH_TELLING;
    }

    /** The peer is among those that should be there. */
    void listed(long now) {
        listedAt = now;
    }

    /** Whether nobody has spoken of the peer for so long that it need not be called any more. */
    boolean isForgotten(long now, long nanos) {
        return self || dead || !everUp || now - listedAt > nanos;
    }

    /** Whether the peer, as far as we know, is alive: it may commit what we cannot hear of. */
    boolean isSuspect() {
        return !self && !dead && (everUp || peer.introduced());
    }

    /** All that the peer did before this time has reached us. */
    long asOf() {
        return asOf;
    }
}
