package dev.muster.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final AtomicLong database = new AtomicLong(1_000_000);
    private final AtomicLong ticks = new AtomicLong(-5);
    private final AtomicInteger queries = new AtomicInteger();
    private boolean away;
    private final DatabaseClock clock = new DatabaseClock(this::query, ticks::get);

    @Test
    void betweenQueries_timeGoesOnByTheMonotonicClock() {
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(7));

        assertThat(clock.millis()).isEqualTo(1_007_000);
        assertThat(clock.now().toEpochMilli()).isEqualTo(1_007_000);
        assertThat(queries).hasValue(1);
    }

    @Test
    void afterAWhile_theDatabaseIsAskedAgain() {
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(31));
        database.set(2_000_000);

        assertThat(clock.millis()).isEqualTo(2_000_000);
        assertThat(queries).hasValue(2);
    }

    @Test
    void databaseAway_timeGoesOnAndItIsAskedLater() {
        away = true;
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(clock.millis()).isEqualTo(1_031_000);
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(7));
        assertThat(clock.millis()).isEqualTo(1_038_000);
        assertThat(queries).hasValue(2);

        away = false;
        database.set(2_000_000);
        ticks.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(clock.millis()).isEqualTo(2_000_000);
    }

    private long query() {
        queries.incrementAndGet();
        if (away) {
            throw new MusterException(SqlMessage.DATABASE_FAILED, "away");
        }
        return database.get();
    }
}
