package dev.muster.extension.node;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread of what works on the lease of a server in the background. It is there only while there is work, and ends by
 * itself: an interrupt can harm an embedded database. Thread-safe; whoever made it closes it.
 */
final class ServiceThread implements AutoCloseable {

    private final ScheduledThreadPoolExecutor thread;

    ServiceThread(ClassLoader application) {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "muster-services");
            made.setDaemon(true);
            made.setContextClassLoader(application);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setKeepAliveTime(10, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Begins at once, and pauses between the end of one time and the begin of the next. */
    void repeat(Runnable work, Duration pause) {
        var unused = thread.scheduleWithFixedDelay(work, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void inASecond(Runnable work) {
        try {
            var unused = thread.schedule(work, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: the lease ends, and with it what was to be put right.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
