package dev.muster.session.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one application's sessions on this server.
 *
 * <p>Thread-safe. Counting is an addition to a cell of the calling thread's own, without a lock or a wait, so it may be
 * done on every request.
 */
public final class SessionMetrics {

    private final Map<SessionCounter, LongAdder> counters = new EnumMap<>(SessionCounter.class);

    /** All counters at zero. */
    public SessionMetrics() {
        for (SessionCounter counter : SessionCounter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    /** Counts one. */
    public void increment(SessionCounter counter) {
        add(counter, 1);
    }

    /** Counts several at once. */
    public void add(SessionCounter counter, long amount) {
        adder(counter).add(amount);
    }

    /** What was counted so far. */
    public long count(SessionCounter counter) {
        return adder(counter).sum();
    }

    private LongAdder adder(SessionCounter counter) {
        LongAdder adder = counters.get(counter);
        if (adder == null) {
            throw new IllegalArgumentException("no such counter: " + counter);
        }
        return adder;
    }
}
