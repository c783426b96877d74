package dev.muster.extension.infinispan;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on one daemon thread that sees the application's classes. Whoever made it closes it. */
final class TimerThread implements Timer, AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final ScheduledThreadPoolExecutor thread;

    TimerThread(String name, ClassLoader application) {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            made.setContextClassLoader(application);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void after(long nanos, Runnable work) {
        try {
            var unused = thread.schedule(work, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nothing is left to do.
        }
    }

    /** Waits for what is running, for a while. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            var unused = thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
