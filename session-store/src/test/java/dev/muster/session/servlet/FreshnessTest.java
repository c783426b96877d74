package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.Settings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Freshness byCookie =
            with("muster.session.read", "cookie-version", "muster.session.revalidate", "100ms");
    private final Freshness serving = with("muster.session.on-outage", "serve", "muster.session.serve-for", "1s");

    @Test
    void strict_neverCovers() {
        assertThat(Freshness.strict().covers(5, 0, System.nanoTime())).isFalse();
    }

    @Test
    void asNewAsTheClientHasSeen_coversUntilItIsTooOld() {
        long compared = byCookie.ticks();
        assertThat(byCookie.covers(5, 5, compared)).isTrue();
        assertThat(byCookie.covers(5, 6, compared)).isFalse();

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100) - 1);
        assertThat(byCookie.covers(5, 5, compared)).isTrue();
        nanos.addAndGet(1);
        assertThat(byCookie.covers(5, 5, compared)).isFalse();
    }

    @Test
    void storeAway_coversUntilItIsTooOldIfThatIsWanted() {
        long compared = serving.ticks();
        assertThat(serving.covers(5, 5, compared)).isFalse();
        assertThat(serving.coversOutage(5, 5, compared)).isTrue();
        assertThat(serving.coversOutage(5, 6, compared)).isFalse();
        assertThat(byCookie.coversOutage(5, 5, compared)).isFalse();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(serving.coversOutage(5, 5, compared)).isFalse();
    }

    private Freshness with(String key, String value, String otherKey, String otherValue) {
        return Freshness.of(Settings.ofMap(Map.of(key, value, otherKey, otherValue)), nanos::get);
    }
}
