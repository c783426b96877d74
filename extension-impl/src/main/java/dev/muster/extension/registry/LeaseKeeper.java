package dev.muster.extension.registry;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one lease, on two daemon threads of its own: one renews, the other watches the clock, so that a database that
 * hangs cannot hold back the fence. Whoever started it closes it.
 */
final class LeaseKeeper implements AutoCloseable {

    /** A failed renewal must have more than one other chance before the right to act is over. */
    private static final int TRIES_PER_RENEWAL = 4;

    private final ServerLease lease;
    private final long periodNanos;
    private final ScheduledExecutorService renewals;
    private final ScheduledExecutorService clock;

    private LeaseKeeper(
            ServerLease lease, Duration renewal, ScheduledExecutorService renewals, ScheduledExecutorService clock) {
        this.lease = lease;
        this.periodNanos = renewal.toNanos();
        this.renewals = renewals;
        this.clock = clock;
    }

    static LeaseKeeper start(ServerLease lease, Duration renewal, ClassLoader application) {
        return start(lease, renewal, thread("muster-lease", application), thread("muster-fence", application));
    }

    /** On two given threads, which are this keeper's from now on. */
    static LeaseKeeper start(
            ServerLease lease, Duration renewal, ScheduledExecutorService renewals, ScheduledExecutorService clock) {
        LeaseKeeper keeper = new LeaseKeeper(lease, renewal, renewals, clock);
        keeper.renewAfter(keeper.periodNanos);
        keeper.watchAfter(lease.remainingNanos());
        return keeper;
    }

    /** Lets what is running end by itself: an interrupt can harm an embedded database. */
    @Override
    public void close() {
        renewals.shutdown();
        clock.shutdown();
    }

    private static ScheduledExecutorService thread(String name, ClassLoader application) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(name, application));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return thread;
    }

    /** A renewal is due a period after the last one began, however long that took: the lease counts from there too. */
    private void renew() {
        long delay = periodNanos / TRIES_PER_RENEWAL;
        try {
            delay = lease.renew() ? Math.max(0, periodNanos - lease.ageNanos()) : delay;
        } finally {
            renewAfter(delay);
        }
    }

    private void watch() {
        try {
            lease.watch();
        } finally {
            long remaining = lease.remainingNanos();
            // Once fenced there is nothing to watch, but it may be back soon.
            watchAfter(remaining > 0 ? remaining : periodNanos / TRIES_PER_RENEWAL);
        }
    }

    private void renewAfter(long nanos) {
        schedule(renewals, this::renew, nanos);
    }

    private void watchAfter(long nanos) {
        schedule(clock, this::watch, nanos);
    }

    private static void schedule(ScheduledExecutorService thread, Runnable work, long nanos) {
        try {
            var unused = thread.schedule(work, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: there is no next time.
        }
    }
}
