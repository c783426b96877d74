package dev.muster.benchmarks.jpa.node;

import java.util.concurrent.locks.LockSupport;

/** Points in time at equal distances, or all at once. Who is late does not make up for it by hurrying. For one thread. */
final class Pace {

    private final long distance;
    private long next = System.nanoTime();

    /** So many per second; 0 for as fast as it goes. */
    Pace(int rate) {
        distance = rate == 0 ? 0 : 1_000_000_000L / rate;
    }

    /** Waits for the next point in time. */
    void await() {
        if (distance == 0) {
            return;
        }
        for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        next = Math.max(next + distance, System.nanoTime());
    }
}
