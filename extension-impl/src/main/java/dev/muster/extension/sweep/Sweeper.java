package dev.muster.extension.sweep;

import dev.muster.extension.registry.DaemonThreads;
import dev.muster.extension.schedule.Runs;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has old rows deleted once an hour, by one server of the cluster, on a daemon thread of its own. Thread-safe; whoever
 * starts it closes it.
 */
public final class Sweeper implements AutoCloseable {

    /** What is younger stays in any case: the database's clock may go back by less than that. */
    public static final Duration AGE = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final Duration BETWEEN_RUNS = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Runs runs;
    private final List<OldRows> rows;
    private final ScheduledExecutorService thread;

    Sweeper(Runs runs, List<OldRows> rows, ScheduledExecutorService thread) {
        this.runs = runs;
        this.rows = rows;
        this.thread = thread;
    }

    /**
     * Starts.
     *
     * @param runs says which server it is
     */
    public static Sweeper start(Runs runs, List<OldRows> rows, ClassLoader application) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("muster-sweep", application));
        Sweeper sweeper = new Sweeper(runs, rows, thread);
        long seconds = BETWEEN_LOOKS.toSeconds();
        var unused = thread.scheduleWithFixedDelay(sweeper::look, seconds, seconds, TimeUnit.SECONDS);
        return sweeper;
    }

    /** Lets a batch that is running end by itself: an interrupt can harm an embedded database. */
    @Override
    public void close() {
        thread.shutdown();
    }

    /** Sweeps, if it is this server's turn. */
    void look() {
        try {
            runs.begin("muster: old rows", BETWEEN_RUNS).ifPresent(this::sweep);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, SweepMessage.FAILED.text(e.getMessage()));
        }
    }

    private void sweep(Runnable end) {
        try {
            for (OldRows some : rows) {
                LOG.log(Level.DEBUG, "old rows deleted: {0}", deleteAll(some));
            }
        } finally {
            end.run();
        }
    }

    private int deleteAll(OldRows some) {
        int all = 0;
        int deleted = 1;
        while (deleted > 0 && !thread.isShutdown()) {
            deleted = some.deleteSome();
            all += deleted;
        }
        return all;
    }
}
