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
 * such as ending the session, is seen within that time. And while the store is away, if the administrator wants that:
 * under the same two conditions, with a time of its own.
 */
final class Freshness {

    private final boolean byCookie;
    private final long revalidateNanos;
    private final long serveNanos;
    private final LongSupplier ticker;

    private Freshness(boolean byCookie, Duration revalidate, Duration serve, LongSupplier ticker) {
        this.byCookie = byCookie;
        this.revalidateNanos = revalidate.toNanos();
        this.serveNanos = serve.toNanos();
        this.ticker = ticker;
    }

    static Freshness of(Settings settings) {
        return of(settings, System::nanoTime);
    }

    static Freshness of(Settings settings, LongSupplier ticker) {
        boolean serves = settings.required(Setting.SESSION_ON_OUTAGE).equals("serve");
        return new Freshness(
                settings.required(Setting.SESSION_READ).equals("cookie-version"),
                settings.duration(Setting.SESSION_REVALIDATE),
                serves ? settings.duration(Setting.SESSION_SERVE_FOR) : Duration.ZERO,
                ticker);
    }

    static Freshness strict() {
        return new Freshness(false, Duration.ZERO, Duration.ZERO, System::nanoTime);
    }

    /** Whether clients are told the version of their session. */
    boolean isVersionTold() {
        return byCookie || serveNanos > 0;
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

    /** Whether a copy is good enough while the store is away; the conditions are those of {@link #covers}. */
    boolean coversOutage(long version, long seen, long comparedAt) {
        return version >= seen && ticks() - comparedAt < serveNanos;
    }
}
