package dev.muster.session.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionMetricsTest {

    private final SessionMetrics metrics = new SessionMetrics();

    @Test
    void counters_beginAtZero() {
        assertThat(SessionCounter.values())
                .allSatisfy(counter -> assertThat(metrics.count(counter)).isZero());
    }

    @Test
    void manyThreads_loseNoCount() {
        IntStream.range(0, 10_000).parallel().forEach(i -> {
            metrics.increment(SessionCounter.LOADS);
            metrics.add(SessionCounter.BYTES_READ, 3);
        });

        assertThat(metrics.count(SessionCounter.LOADS)).isEqualTo(10_000);
        assertThat(metrics.count(SessionCounter.BYTES_READ)).isEqualTo(30_000);
        assertThat(metrics.count(SessionCounter.SAVES)).isZero();
    }
}
