package dev.muster.sql;

import dev.muster.MusterException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The database's clock without a query each time: one reading, carried on by this JVM's monotonic clock and renewed by
 * the next query after a while, or later if the database is away. Neither the clock nor the time zone of this server is used.
 *
 * <p>Good for times that are stored and shown. Decisions about a lease or an expiry compare inside the database.
 * Thread-safe.
 */
public final class DatabaseClock {

    private static final long RENEW_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final LongSupplier databaseMillis;
    private final LongSupplier ticker;
    private volatile Reading last;

    /**
     * Reads the clock for the first time.
     *
     * @param databaseMillis queries the database's clock in epoch milliseconds
     * @param ticker a monotonic clock in nanoseconds, as {@link System#nanoTime}
     */
    public DatabaseClock(LongSupplier databaseMillis, LongSupplier ticker) {
        this.databaseMillis = databaseMillis;
        this.ticker = ticker;
        this.last = read(databaseMillis, ticker);
    }

    /** The time by the database's clock, within a few milliseconds. */
    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** The time by the database's clock in epoch milliseconds. */
    public long millis() {
        Reading reading = last;
        long elapsed = ticker.getAsLong() - reading.ticks;
        if (elapsed > RENEW_AFTER_NANOS) {
            reading = renew();
            elapsed = ticker.getAsLong() - reading.ticks;
        }
        return reading.millis + TimeUnit.NANOSECONDS.toMillis(elapsed);
    }

    private Reading renew() {
        Reading fresh = readOrCarryOn();
        last = fresh;
        return fresh;
    }

    /** While the database is away, its time still goes on. */
    private Reading readOrCarryOn() {
        try {
            return read(databaseMillis, ticker);
        } catch (MusterException e) {
            long now = ticker.getAsLong();
            return new Reading(last.millis + TimeUnit.NANOSECONDS.toMillis(now - last.ticks), now);
        }
    }

    /** The middle of the round trip is taken as the moment at which the database looked at its clock. */
    private static Reading read(LongSupplier databaseMillis, LongSupplier ticker) {
        long before = ticker.getAsLong();
        long millis = databaseMillis.getAsLong();
        long after = ticker.getAsLong();
        return new Reading(millis, before + (after - before) / 2);
    }

    private record Reading(long millis, long ticks) {}
}
