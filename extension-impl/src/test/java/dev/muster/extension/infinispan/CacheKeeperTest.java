package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.RoomMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheKeeperTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.rooms");

    private final ManualTimer timer = new ManualTimer();
    private final Deque<Object> outcomes = new ArrayDeque<>();
    private final List<SharedTexts> started = new ArrayList<>();
    private final Warnings warnings = new Warnings();
    private final CacheKeeper keeper = new CacheKeeper(
            this::outcome,
            started::add,
            timer,
            new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(7)),
            RoomMessage.CACHE_DOWN);

    @BeforeEach
    void listen() {
        LOG.addHandler(warnings);
    }

    @AfterEach
    void ignore() {
        LOG.removeHandler(warnings);
    }

    @Test
    void startThatFails_isTriedAgainAfterGrowingPausesAndToldOnce() {
        FakeTexts works = new FakeTexts();
        outcomes.addAll(List.of(failure(), new NoClassDefFoundError("org/infinispan"), failure(), failure(), works));

        keeper.begin();
        timer.pass(Duration.ZERO);
        assertThat(keeper.current()).isEmpty();
        assertThat(keeper.failure()).hasValueSatisfying(why -> assertThat(why).contains("port is blocked"));
        assertThat(timer.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        timer.pass(Duration.ofSeconds(7));
        assertThat(keeper.current()).isEmpty();
        timer.pass(Duration.ofSeconds(8));

        assertThat(keeper.current()).contains(works);
        assertThat(keeper.failure()).isEmpty();
        assertThat(started).containsExactly(works);
        assertThat(warnings.texts).singleElement().asString().startsWith("MUSTER-088");
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void startsThatFailAfterSuccess_areToldAgain() {
        FakeTexts first = new FakeTexts();
        outcomes.addAll(List.of(failure(), first, failure()));
        keeper.begin();
        timer.pass(Duration.ofSeconds(1));

        keeper.replace(first);
        timer.pass(Duration.ZERO);

        assertThat(first.closed).isTrue();
        assertThat(keeper.current()).isEmpty();
        assertThat(warnings.texts).hasSize(2);
    }

    @Test
    void cacheThatIsLost_isReplacedOnceWhoeverFindsOut() {
        FakeTexts first = new FakeTexts();
        FakeTexts second = new FakeTexts();
        outcomes.addAll(List.of(first, second));
        keeper.begin();
        timer.pass(Duration.ZERO);

        keeper.lost(first, new IOException("gone"));
        keeper.lost(first, new IOException("gone"));
        assertThat(keeper.failure()).isPresent();
        timer.pass(Duration.ofHours(1));
        keeper.lost(first, new IOException("gone"));

        assertThat(keeper.current()).contains(second);
        assertThat(first.closed).isTrue();
        assertThat(warnings.texts).hasSize(1);
    }

    @Test
    void closedKeeper_closesWhatRunsAndStartsNothing() {
        FakeTexts first = new FakeTexts();
        outcomes.add(first);
        keeper.begin();
        timer.pass(Duration.ZERO);

        keeper.close();
        keeper.replace(first);
        timer.pass(Duration.ofHours(1));

        assertThat(first.closed).isTrue();
        assertThat(keeper.current()).isEmpty();
        assertThat(started).containsExactly(first);
    }

    @Test
    void closedWhileItStarts_closesWhatWasStarted() {
        FakeTexts late = new FakeTexts();
        CacheKeeper[] closing = new CacheKeeper[1];
        closing[0] = new CacheKeeper(
                () -> {
                    closing[0].close();
                    return late;
                },
                started::add,
                timer,
                new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(7)),
                RoomMessage.CACHE_DOWN);

        closing[0].begin();
        timer.pass(Duration.ofHours(1));

        assertThat(late.closed).isTrue();
        assertThat(started).isEmpty();
    }

    private SharedTexts outcome() throws Exception {
        Object next = outcomes.remove();
        if (next instanceof Error error) {
            throw error;
        }
        if (next instanceof Exception exception) {
            throw exception;
        }
        return (SharedTexts) next;
    }

    private static IOException failure() {
        return new IOException("the port is blocked");
    }

    private static final class Warnings extends Handler {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.WARNING)) {
                texts.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
