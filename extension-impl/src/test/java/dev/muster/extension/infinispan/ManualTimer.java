package dev.muster.extension.infinispan;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timer and a clock that a test moves. */
final class ManualTimer implements Timer {

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));

    /** Any number is a time of a monotonic clock, also one that is about to overflow. */
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    private long added;

    @Override
    public void after(long nanos, Runnable work) {
        waiting.add(new Due(elapsed() + nanos, added++, work));
    }

    long now() {
        return now;
    }

    /** Does what is due until then. */
    void pass(Duration time) {
        long end = elapsed() + time.toNanos();
        while (!waiting.isEmpty() && waiting.peek().at <= end) {
            Due next = waiting.remove();
            advanceTo(next.at);
            next.work.run();
        }
        advanceTo(end);
    }

    /** When the next piece of work is due, from now on. */
    Duration next() {
        return Duration.ofNanos(waiting.element().at - elapsed());
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    private long elapsed() {
        return now - (Long.MAX_VALUE - 1_000_000_000L);
    }

    private void advanceTo(long elapsed) {
        now += Math.max(0, elapsed - elapsed());
    }

    private record Due(long at, long order, Runnable work) {}
}
