package dev.muster.extension.simulation;

import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A scheduler of one simulated process; knows only what the production code asks of it, and starts no thread. */
final class VirtualScheduler extends ScheduledThreadPoolExecutor {

    private final BiConsumer<Long, Runnable> after;

    /** @param after does work after so many nanoseconds */
    VirtualScheduler(BiConsumer<Long, Runnable> after) {
        super(0);
        this.after = after;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException();
        }
        after.accept(unit.toNanos(delay), () -> {
            if (!isShutdown()) {
                work.run();
            }
        });
        return new Scheduled(work);
    }

    private static final class Scheduled extends FutureTask<Object> implements ScheduledFuture<Object> {

        Scheduled(Runnable work) {
            super(work, null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
