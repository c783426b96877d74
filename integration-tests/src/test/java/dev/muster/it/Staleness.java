package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The oldest state that a server has served. Every read that begins later than the bound after the commit must see it.
 * Not thread-safe.
 */
final class Staleness {

    /** What {@code muster.jpa.staleness} is if nobody sets it. */
    static final Duration BOUND = Duration.ofSeconds(5);

    private Duration longest = Duration.ZERO;

    /**
     * Reads until the new state comes.
     *
     * @param committed time at which the commit was answered, of {@link System#nanoTime}
     */
    <T> void awaitFresh(String what, long committed, Supplier<T> read, Predicate<T> fresh) {
        while (true) {
            var age = Duration.ofNanos(System.nanoTime() - committed);
            var value = read.get();
            if (fresh.test(value)) {
                return;
            }
            longest = age.compareTo(longest) > 0 ? age : longest;
            assertThat(age)
                    .as(what + ": a read that began so long after the commit was answered with " + value)
                    .isLessThan(BOUND);
        }
    }

    /** Between a commit and the last read that did not see it. */
    Duration longest() {
        return longest;
    }
}
