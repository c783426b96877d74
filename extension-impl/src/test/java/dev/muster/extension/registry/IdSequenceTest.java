package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdSequenceTest {

    private static final long NOW = IdSequence.EPOCH_MILLIS + 1_000_000;

    private final AtomicLong ticks = new AtomicLong();

    @Test
    void id_holdsTimeServerAndSequence() {
        IdSequence ids = ids(NOW, 0, NOW + 6_000);

        assertThat(ids.next()).isEqualTo(1_000_000L << 22 | 5 << 12);
        assertThat(ids.next()).isEqualTo(1_000_000L << 22 | 5 << 12 | 1);
        ticks.addAndGet(Duration.ofMillis(3).toNanos());
        assertThat(ids.next()).isEqualTo(1_000_003L << 22 | 5 << 12);
    }

    @Test
    void moreIdsThanAMillisecondHolds_areStillAscendingAndDifferent() {
        IdSequence ids = ids(NOW, 0, NOW + 6_000);

        long[] given = LongStream.range(0, 10_000).map(i -> ids.next()).toArray();

        assertThat(given).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void databaseClockThatGoesBack_repeatsNothing() {
        IdSequence ids = ids(NOW, 0, NOW + 6_000);
        Set<Long> given = new HashSet<>();
        long last = 0;
        for (int i = 0; i < 1_000; i++) {
            ids.renew(renewal(NOW - i * 1_000L, NOW + 6_000), ticks.get());
            long id = ids.next();
            assertThat(id).isGreaterThan(last);
            assertThat(given.add(id)).isTrue();
            last = id;
        }
    }

    @Test
    void mark_isNeverReached() {
        IdSequence ids = ids(NOW, 0, NOW + 1);
        for (int i = 0; i < 4_096; i++) {
            assertThat(ids.next()).isPositive();
        }

        assertThat(ids.next()).isEqualTo(IdSequence.EXHAUSTED);

        ids.renew(renewal(NOW, NOW + 2), ticks.get());
        assertThat(ids.next()).isEqualTo(1_000_001L << 22 | 5 << 12);
    }

    @Test
    void newHolder_startsAtTheOldMark() {
        IdSequence ids = ids(NOW, NOW + 60_000, NOW + 66_000);

        assertThat((ids.next() >> 22) + IdSequence.EPOCH_MILLIS).isEqualTo(NOW + 60_000);
        assertThat(ids.time()).isEqualTo(NOW + 60_000);
    }

    private IdSequence ids(long now, long floor, long mark) {
        Server self = new Server(
                5,
                1,
                "a",
                ServerState.ACTIVE,
                "http",
                "10.1.1.1",
                8080,
                "",
                1,
                0,
                Set.of(),
                0,
                Instant.ofEpochMilli(now),
                Instant.ofEpochMilli(now));
        return new IdSequence(new Claimed(self, ticks.get(), floor, renewal(now, mark)), ticks::get);
    }

    private static Renewal renewal(long now, long mark) {
        return new Renewal(new Snapshot(now, List.of()), mark);
    }
}
