package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.Items;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** When which entity left the cache of this node, as the cache itself tells. One for the process. Thread-safe. */
final class Evictions {

    private static final Evictions HERE = new Evictions();
    private static final long PAUSE_NANOS = 200_000;

    private final AtomicLongArray at = new AtomicLongArray(Items.MAX);
    private final AtomicInteger count = new AtomicInteger();

    private Evictions() {}

    static Evictions here() {
        return HERE;
    }

    /** The entity with this key is out of the cache, or marked in it as old. */
    void evicted(long key) {
        at.set(Items.number(key), System.nanoTime());
        count.incrementAndGet();
    }

    void reset() {
        for (int i = 0; i < Items.MAX; i++) {
            at.set(i, 0);
        }
        count.set(0);
    }

    /** How many left, once it is so many or the time is up. */
    int await(int wanted, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (count.get() < wanted && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return count.get();
    }

    /** When the item of this number left, or 0. */
    long at(int number) {
        return at.get(number);
    }
}
