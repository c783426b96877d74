package dev.muster.jpa.internal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.Peer;
import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.RecordingListener;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.wire.Hello;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Until when caches may be served from. */
class PulseTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RecordingEvictor shop = new RecordingEvictor();
    private final Counters counters = new Counters();
    private final LocalUnits units = new LocalUnits(counters);
    private final Exchange exchange = new Exchange(counters);
    private final List<Target> suspects = new ArrayList<>();
    private final long[] now = {System.nanoTime()};
    private final CacheGuard cache = new CacheGuard(shop, () -> now[0]);
    private final Links none = new Links(
            new Hello(UUID.randomUUID(), "test", "x", 1, 1),
            units,
            exchange,
            new LinkEvents(new RecordingListener()),
            counters,
            Thread::new);
    private final Pulse pulse = new Pulse(exchange, none, units, 5 * SECOND, () -> suspects, counters, () -> now[0]);

    PulseTest() {
        units.add("shop", cache);
    }

    @Test
    void ownPause_endsServingBeforeAnybodyNotices_andEmptiesTheCaches() {
        now[0] += 4 * SECOND;
        pulse.run();
        assertThat(cache.mayServe()).isTrue();
        assertThat(shop.flushes()).isZero();

        now[0] += 6 * SECOND;
        assertThat(cache.mayServe()).isFalse();
        pulse.run();
        assertThat(shop.flushes()).isEqualTo(1);
        assertThat(cache.mayServe()).isTrue();
    }

    @Test
    void suspect_endsServingAfterTheStaleness_andEmptiesTheCachesOnce() {
        suspects.add(new Target(new Peer("b", 2, 1, new InetSocketAddress(1)), Duration.ZERO));
        // Not before the target was made: it looks at the clock itself.
        now[0] = suspects.get(0).asOf();
        for (int i = 0; i < 4; i++) {
            now[0] += SECOND;
            pulse.run();
            assertThat(cache.mayServe()).isTrue();
        }
        now[0] += SECOND;
        pulse.run();
        now[0] += SECOND;
        pulse.run();
        assertThat(cache.mayServe()).isFalse();
        assertThat(shop.flushes()).isEqualTo(1);

        suspects.clear();
        pulse.run();
        assertThat(counters.sum(MeshCounter.BYPASSES)).isEqualTo(1);
        assertThat(counters.sum(MeshCounter.BYPASSED_MILLIS)).isEqualTo(1000);
        assertThat(counters.sum(MeshCounter.FLUSHES))
                .as("at its start and at its end")
                .isEqualTo(2);
        assertThat(cache.mayServe()).isTrue();
    }
}
