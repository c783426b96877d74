package dev.muster.extension.node;

import dev.muster.server.ServerIdentity;
import java.util.function.LongSupplier;

/**
 * Who a server is that is alone: number 1, always current. Ids have the same layout as in a cluster, but only the clock of
 * this server keeps them from repeating after a restart. Thread-safe.
 */
final class LocalIdentity implements ServerIdentity {

    private static final int ID = 1;
    private static final long EPOCH_MILLIS = 1_735_689_600_000L;
    private static final int SERVER_AND_SEQUENCE_BITS = 22;
    private static final int SEQUENCE_BITS = 12;

    private final String name;
    private final LongSupplier clock;
    private final long incarnation;
    private long last;

    /**
     * @param clock in epoch milliseconds
     */
    LocalIdentity(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
        this.incarnation = clock.getAsLong();
    }

    @Override
    public int serverId() {
        return ID;
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void requireCurrent() {}

    @Override
    public synchronized long nextId() {
        long first = firstOf(clock.getAsLong());
        last = first > last ? first : following(last);
        return last;
    }

    private static long firstOf(long millis) {
        return (millis - EPOCH_MILLIS) << SERVER_AND_SEQUENCE_BITS | (long) ID << SEQUENCE_BITS;
    }

    /** The next of the same millisecond, or the first of the next one. */
    private static long following(long id) {
        long next = id + 1;
        boolean sameMillisecond = next >> SEQUENCE_BITS == id >> SEQUENCE_BITS;
        return sameMillisecond ? next : firstOf((id >> SERVER_AND_SEQUENCE_BITS) + EPOCH_MILLIS + 1);
    }
}
