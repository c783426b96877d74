package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Freshness byCookie = Freshness.byCookie(Duration.ofNanos(100), nanos::get);

    @Test
    void strict_neverCovers() {
        assertThat(Freshness.strict().covers(5, 0, System.nanoTime())).isFalse();
    }

    @Test
    void asNewAsTheClientHasSeen_coversUntilItIsTooOld() {
        long compared = byCookie.ticks();
        assertThat(byCookie.covers(5, 5, compared)).isTrue();
        assertThat(byCookie.covers(5, 6, compared)).isFalse();

        nanos.addAndGet(99);
        assertThat(byCookie.covers(5, 5, compared)).isTrue();
        nanos.addAndGet(1);
        assertThat(byCookie.covers(5, 5, compared)).isFalse();
    }
}
