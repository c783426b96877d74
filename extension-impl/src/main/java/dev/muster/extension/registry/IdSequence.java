package dev.muster.extension.registry;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gives 64-bit ids for one slot: from the highest bit a zero, 41 bits of milliseconds since 2025-01-01T00:00Z, 10 bits of
 * server id, 12 bits of sequence.
 *
 * <p>The milliseconds are the database's clock carried on by this JVM's monotonic clock, and never run backwards. They
 * stay below a mark that is stored beside the slot, and start above the mark that the slot's earlier holder had stored:
 * so no id repeats, whatever happened to clocks or processes. Thread-safe.
 */
final class IdSequence {

    static final long EPOCH_MILLIS = 1_735_689_600_000L;
    private static final int SERVER_BITS = 10;
    private static final int SEQUENCE_BITS = 12;
    private static final int LAST_SEQUENCE = (1 << SEQUENCE_BITS) - 1;

    /** Instead of an id: the mark is reached, and only a renewal of the lease moves it. */
    static final long EXHAUSTED = -1;

    private final int serverId;
    private final LongSupplier ticker;
    private long readMillis;
    private long readTicks;
    private long highWater;
    private long time;
    private int sequence = LAST_SEQUENCE;

    IdSequence(Claimed claimed, LongSupplier ticker) {
        this.serverId = claimed.self().id();
        this.ticker = ticker;
        this.readMillis = claimed.renewal().snapshot().now();
        this.readTicks = claimed.asOf();
        this.highWater = claimed.renewal().idHighWater();
        this.time = Math.max(readMillis, claimed.idFloor()) - 1;
    }

    /** An id, or {@link #EXHAUSTED}. */
    synchronized long next() {
        long now = readMillis + TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - readTicks);
        long nextTime = now > time ? now : sequence < LAST_SEQUENCE ? time : time + 1;
        if (nextTime >= highWater) {
            return EXHAUSTED;
        }
        sequence = nextTime > time ? 0 : sequence + 1;
        time = nextTime;
        return ((time - EPOCH_MILLIS) << (SERVER_BITS + SEQUENCE_BITS)) | ((long) serverId << SEQUENCE_BITS) | sequence;
    }

    /** The time of the last id. */
    synchronized long time() {
        return time;
    }

    /**
     * Goes on with a new reading of the database's clock and a new mark.
     *
     * @param ticks the monotonic clock when the database was asked
     */
    synchronized void renew(Renewal renewal, long ticks) {
        readMillis = renewal.snapshot().now();
        readTicks = ticks;
        highWater = renewal.idHighWater();
    }
}
