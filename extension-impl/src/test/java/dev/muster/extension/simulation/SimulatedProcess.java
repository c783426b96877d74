package dev.muster.extension.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One process on one machine: it has a monotonic clock, and may be paused and killed. */
final class SimulatedProcess {

    private final Timeline time;
    private final double drift;
    private final long born;
    private final long ticksAtBirth;
    private final Queue<Runnable> events = new ArrayDeque<>();
    private long pausedUntil;
    private boolean alive = true;
    private int looks;
    private long preemption;

    /** @param drift how much faster than true time the clock runs; -0.001 is a thousandth slower */
    SimulatedProcess(Timeline time, double drift) {
        this.time = time;
        this.drift = drift;
        this.born = time.now();
        // The monotonic clock may begin anywhere, and overflow.
        this.ticksAtBirth = time.chance(0.2) ? Long.MAX_VALUE - time.between(0, 60_000) : time.nextLong();
    }

    /** The monotonic clock; it runs on while the process is paused. */
    long ticks() {
        if (looks > 0 && looks++ % 2 == 1) {
            long until = time.now() + preemption;
            preemption = 100_000;
            sleep(until);
        }
        long passed = time.now() - born;
        return ticksAtBirth + passed + (long) (passed * drift);
    }

    /**
     * Does work that looks at the clock in turns outside of its locks and inside. At its first look it loses the
     * processor for so long; after that, at every other look for a little while, so that it may wait by looking.
     */
    <T> T preempted(long nanos, Supplier<T> work) {
        preemption = nanos;
        looks = 1;
        try {
            return work.get();
        } finally {
            looks = 0;
        }
    }

    private void sleep(long until) {
        int mine = looks;
        looks = 0;
        time.after(until - time.now(), () -> {});
        await(() -> time.now() >= until);
        looks = mine;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return time.now() < pausedUntil;
    }

    void pause(long nanos) {
        pausedUntil = Math.max(pausedUntil, time.now() + nanos);
        time.after(pausedUntil - time.now(), () -> {});
    }

    void kill() {
        alive = false;
    }

    /** Does this in the process, unless it is dead by then; if it is paused, some time after it goes on. */
    void after(long nanos, Runnable work) {
        time.after(nanos, () -> run(work));
    }

    /** Does this after what was handed to this method before, one after the other. */
    void inOrder(Runnable work) {
        events.add(work);
        after(time.about(0.2), () -> events.remove().run());
    }

    /** Waits in the process, which does other things meanwhile. */
    void await(BooleanSupplier over) {
        time.runWhile(() -> alive && (isPaused() || !over.getAsBoolean()));
        if (!alive) {
            throw new Killed();
        }
    }

    private void run(Runnable work) {
        if (!alive) {
            return;
        }
        if (isPaused()) {
            // Which thread gets a processor first is anybody's guess.
            after(pausedUntil - time.now() + time.about(time.chance(0.2) ? 20 : 0.1), work);
            return;
        }
        try {
            work.run();
        } catch (Killed e) {
            // Nobody is left who could go on.
        }
    }

    /** Ends what a process was doing when it was killed; no code that is simulated may catch it. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        Killed() {
            super(null, null, false, false);
        }
    }
}
