package dev.muster.extension.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.server");

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> said = new ArrayList<>();
    private final List<String> runs = new ArrayList<>();
    private boolean isMyTurn = true;

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void turn_sweepsUntilNothingIsLeftAndThenEndsTheRun() {
        int[] left = {2_500};
        OldRows rows = () -> {
            assertThat(runs).containsExactly("begun");
            int some = Math.min(1_000, left[0]);
            left[0] -= some;
            return some;
        };

        sweeper(rows, rows).look();

        assertThat(left[0]).isZero();
        assertThat(runs).containsExactly("begun", "ended");
    }

    @Test
    void turnOfAnotherServer_deletesNothing() {
        isMyTurn = false;

        sweeper(SweeperTest::unexpected).look();

        assertThat(runs).isEmpty();
    }

    @Test
    void failure_isOneLineAndTheRunEnds() {
        Handler handler = listen();
        try {
            sweeper(() -> {
                        throw new IllegalStateException("the table is locked");
                    })
                    .look();
        } finally {
            LOG.removeHandler(handler);
        }

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).startsWith("MUSTER-165").contains("the table is locked");
        assertThat(runs).containsExactly("begun", "ended");
    }

    @Test
    void sweeperThatIsClosed_stopsAfterTheBatch() {
        int[] batches = {0};
        Sweeper[] self = new Sweeper[1];
        self[0] = sweeper(() -> {
            batches[0]++;
            self[0].close();
            return 1_000;
        });

        self[0].look();

        assertThat(batches[0]).isEqualTo(1);
    }

    private static int unexpected() {
        throw new AssertionError("it is not this server's turn");
    }

    private Sweeper sweeper(OldRows... rows) {
        return new Sweeper(this::begin, List.of(rows), thread);
    }

    private Optional<Runnable> begin(String name, Duration atMostEvery) {
        assertThat(atMostEvery).isEqualTo(Duration.ofHours(1));
        if (!isMyTurn) {
            return Optional.empty();
        }
        runs.add("begun");
        return Optional.of(() -> runs.add("ended"));
    }

    private Handler listen() {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOG.addHandler(handler);
        return handler;
    }
}
