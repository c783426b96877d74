package dev.muster.session.servlet;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When this server's copy of a session may answer without a look at the store. Immutable.
 *
 * <p>Strictly, never. By the version in the cookie: if the copy is at least as new as what the client has seen, so that a
 * client reads its own writes on every server, and was compared with the store a short time ago, so that what others did,
 * such as ending the session, is seen within that time.
 */
final class Freshness {

    private final boolean byCookie;
    private final long revalidateNanos;
    private final LongSupplier ticker;

    private Freshness(boolean byCookie, Duration revalidate, LongSupplier ticker) {
        this.byCookie = byCookie;
        this.revalidateNanos = revalidate.toNanos();
        this.ticker = ticker;
    }

    static Freshness of(Settings settings) {
        return settings.required(Setting.SESSION_READ).equals("strict")
                ? strict()
                : byCookie(settings.duration(Setting.SESSION_REVALIDATE), System::nanoTime);
    }

    static Freshness strict() {
        return new Freshness(false, Duration.ZERO, System::nanoTime);
    }

    static Freshness byCookie(Duration revalidate, LongSupplier ticker) {
        return new Freshness(true, revalidate, ticker);
    }

    /** Whether clients are told the version of their session. */
    boolean isByCookie() {
        return byCookie;
    }

    /** A monotonic time in nanoseconds, to be taken before the store is asked. */
    long ticks() {
        return ticker.getAsLong();
    }

    /**
     * Whether a copy is good enough.
     *
     * @param version of the copy
     * @param seen by the client
     * @param comparedAt when the copy was last known to be current
     */
    boolean covers(long version, long seen, long comparedAt) {
        return byCookie && version >= seen && ticks() - comparedAt < revalidateNanos;
    }
}
