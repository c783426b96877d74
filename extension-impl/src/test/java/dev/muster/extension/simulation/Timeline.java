package dev.muster.extension.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Virtual time and what happens in it, on one thread. Whoever waits lets the other events happen inside of the wait; if
 * one of these waits too, the outer one may return later than it had to, as if its thread had got no processor.
 */
final class Timeline {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private final SplittableRandom random;
    private long now;
    private long count;

    Timeline(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable work) {
        events.add(new Event(now + Math.max(0, nanos), count++, work));
    }

    /** Lets events happen while the condition holds. */
    void runWhile(BooleanSupplier condition) {
        while (condition.getAsBoolean()) {
            Event next = events.poll();
            if (next == null) {
                throw new IllegalStateException("somebody waits for nothing");
            }
            now = next.time;
            next.work.run();
        }
    }

    /** Lets events happen up to a moment. */
    void runUntil(long time) {
        boolean[] over = {false};
        after(time - now, () -> over[0] = true);
        runWhile(() -> !over[0]);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From zero, below the bound. */
    int pick(int bound) {
        return random.nextInt(bound);
    }

    /** Nanoseconds between so many milliseconds, all equally likely. */
    long between(double fromMillis, double toMillis) {
        return (long) ((fromMillis + random.nextDouble() * (toMillis - fromMillis)) * 1e6);
    }

    /** Nanoseconds, so many milliseconds on average, as between events that know nothing of each other; at most five times that. */
    long about(double meanMillis) {
        return (long) (Math.min(5, -Math.log(1 - random.nextDouble())) * meanMillis * 1e6);
    }

    long nextLong() {
        return random.nextLong();
    }

    private record Event(long time, long number, Runnable work) {}
}
