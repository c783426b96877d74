package dev.muster.extension.infinispan;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a limit, and by chance between half and all of it, so
 * that servers which failed together do not try together. Not thread-safe.
 */
final class Pauses {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Pauses(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** In nanoseconds. */
    long next() {
        long most = next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    /** It worked. */
    void reset() {
        next = first;
    }
}
