package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.config.Settings;
import dev.muster.sql.SqlMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IslandWatchTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Peer WEST = new Peer("west", 2, "10.1.1.2:7800");
    private static final Peer NORTH = new Peer("north", 3, "10.1.1.3:7800");

    private final ManualTimer clock = new ManualTimer();
    private final FakeTexts texts = new FakeTexts();
    private List<Peer> live = List.of(WEST);
    private boolean away;
    private final IslandWatch watch = new IslandWatch(
            "shop",
            Settings.ofMap(Map.of()),
            this::live,
            new Islands(GRACE, clock::now),
            new Pauses(FIRST, Duration.ofMinutes(2), new SplittableRandom(7)),
            clock::now);

    @Test
    void loneServer_isStartedAnewAfterGrowingPausesUntilItReachesTheOthers() {
        watch.started(live, texts);
        assertThat(watch.look(texts)).isFalse();
        assertThat(watch.missing()).containsExactly("west");

        Duration first = untilStart();
        assertThat(first).isBetween(FIRST.dividedBy(2), FIRST.plus(LOOK));
        assertThat(untilStart()).isBetween(FIRST, FIRST.multipliedBy(2).plus(LOOK));
        assertThat(untilStart())
                .isBetween(FIRST.multipliedBy(2), FIRST.multipliedBy(4).plus(LOOK));

        texts.members = Set.of(1L, 2L);
        assertThat(watch.look(texts)).isFalse();
        assertThat(watch.missing()).isEmpty();
    }

    /** A new start would take its half of the cluster apart; JGroups merges by itself. */
    @Test
    void serverThatReachesSome_isNotStartedAnew() {
        live = List.of(WEST, NORTH);
        texts.members = Set.of(1L, 2L);
        watch.look(texts);
        clock.pass(GRACE);

        for (int i = 0; i < 1000; i++) {
            assertThat(watch.look(texts)).isFalse();
            clock.pass(LOOK);
        }
        assertThat(watch.missing()).containsExactly("north");
    }

    @Test
    void databaseAway_changesNothing() {
        watch.started(live, texts);
        watch.look(texts);
        away = true;

        assertThat(watch.look(texts)).isFalse();
        assertThat(watch.missing()).containsExactly("west");
    }

    private Duration untilStart() {
        Duration passed = Duration.ZERO;
        do {
            clock.pass(LOOK);
            passed = passed.plus(LOOK);
        } while (!watch.look(texts));
        return passed;
    }

    private List<Peer> live() {
        if (away) {
            throw new MusterException(SqlMessage.DATABASE_FAILED, "on purpose");
        }
        return live;
    }
}
