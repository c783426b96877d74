package dev.muster.session.servlet;

import dev.muster.session.StoredSession;
import java.time.Duration;
import java.time.Instant;

/**
 * How the inactive interval of a session and its stored timeout belong together. An access is written only when it moved
 * by more than a tenth of the interval, so the stored timeout is a tenth longer: a session never ends early, and ends at
 * most a tenth late.
 */
final class Timeouts {

    private static final int MILLIS_WITH_TENTH = 1100;

    private Timeouts() {}

    /** What is stored for an interval in seconds; zero or less means for ever. */
    static Duration stored(int maxInactiveSeconds) {
        return Duration.ofMillis(Math.max(maxInactiveSeconds, 0) * (long) MILLIS_WITH_TENTH);
    }

    /** The interval in seconds that a stored timeout stands for. */
    static int maxInactive(Duration stored) {
        return (int) Math.min(stored.toMillis() / MILLIS_WITH_TENTH, Integer.MAX_VALUE);
    }

    static boolean isTouchDue(StoredSession stored, Instant accessedAt) {
        long tenth = stored.timeout().toMillis() / 11;
        return tenth > 0 && accessedAt.toEpochMilli() - stored.lastAccessedAt().toEpochMilli() > tenth;
    }
}
