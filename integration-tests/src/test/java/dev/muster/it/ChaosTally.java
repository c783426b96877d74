package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What the users of a run have seen. Thread-safe. */
final class ChaosTally {

    static final String HEADER = """
            | scene | length | faults | changes acknowledged | reads | 503 | other failures | longest silence | changes lost | foreign data |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Queue<String> foreign = new ConcurrentLinkedQueue<>();
    private final long begunAt = System.nanoTime();
    private long answeredAt = begunAt;
    private long silence;
    private int faults;

    void acknowledged() {
        acknowledged.increment();
        answered();
    }

    void read() {
        reads.increment();
        answered();
    }

    private synchronized void answered() {
        long now = System.nanoTime();
        silence = Math.max(silence, now - answeredAt);
        answeredAt = now;
    }

    /** 503 with Retry-After. */
    void refused() {
        refused.increment();
    }

    /** No answer, or that of a server that is starting. */
    void failed() {
        failed.increment();
    }

    /** An answer that nobody declared. */
    void error(String what) {
        errors.add(what);
    }

    void lost(String what) {
        lost.add(what);
    }

    void foreign(String what) {
        foreign.add(what);
    }

    synchronized void fault() {
        faults++;
    }

    long changes() {
        return acknowledged.sum();
    }

    long answers() {
        return acknowledged.sum() + reads.sum();
    }

    long refusals() {
        return refused.sum();
    }

    void assertNothingLost() {
        assertThat(lost).as("acknowledged changes lost").isEmpty();
        assertThat(foreign).as("data of other users").isEmpty();
        assertThat(errors).as("answers that nobody declared").isEmpty();
        assertThat(changes()).as("acknowledged changes").isGreaterThan(100);
    }

    synchronized String row(String scene) {
        return String.format(
                Locale.ROOT,
                "| %s | %d s | %d | %d | %d | %d | %d | %.1f s | %d | %d |%n",
                scene,
                Duration.ofNanos(System.nanoTime() - begunAt).toSeconds(),
                faults,
                acknowledged.sum(),
                reads.sum(),
                refused.sum(),
                failed.sum() + errors.size(),
                silence / 1e9,
                lost.size(),
                foreign.size());
    }
}
