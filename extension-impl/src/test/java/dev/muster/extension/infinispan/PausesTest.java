package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void pauses_growToTheLimitAndStartAgain() {
        Pauses pauses = new Pauses(FIRST, LONGEST, highest());

        assertThat(next(pauses)).isEqualTo(FIRST);
        assertThat(next(pauses)).isEqualTo(Duration.ofSeconds(2));
        assertThat(next(pauses)).isEqualTo(Duration.ofSeconds(4));
        assertThat(next(pauses)).isEqualTo(Duration.ofSeconds(8));
        assertThat(next(pauses)).isEqualTo(LONGEST);
        assertThat(next(pauses)).isEqualTo(LONGEST);
        pauses.reset();
        assertThat(next(pauses)).isEqualTo(FIRST);
    }

    @Test
    void pauses_areHalfOfItAtLeastAndDiffer() {
        Pauses pauses = new Pauses(LONGEST, LONGEST, new SplittableRandom(7));

        for (int i = 0; i < 1000; i++) {
            assertThat(next(pauses)).isBetween(LONGEST.dividedBy(2), LONGEST);
        }
        assertThat(pauses.next()).isNotEqualTo(pauses.next());
    }

    private static Duration next(Pauses pauses) {
        return Duration.ofNanos(pauses.next());
    }

    /** Chance that always chooses the longest. */
    private static RandomGenerator highest() {
        return new RandomGenerator() {

            @Override
            public long nextLong() {
                return -1;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }
}
