package dev.muster.jpa.internal.unit;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs something once, later, unless it is called off.
 *
 * <p>Each has a thread of its own that ends with it. The one thread that the JDK keeps for such things would never let go
 * of the class loader of the application that used it first.
 */
interface Reminder {

    /** After this time. */
    static Reminder after(Duration time) {
        return task -> {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Reminder::thread);
            var unused = timer.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
            // What is scheduled is still done.
            timer.shutdown();
            return timer::shutdownNow;
        };
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "muster-jpa-reminder");
        thread.setDaemon(true);
        thread.setContextClassLoader(Reminder.class.getClassLoader());
        return thread;
    }

    /** Has the task run later; the result calls it off, at any time and as often as one likes. */
    Runnable remind(Runnable task);
}
