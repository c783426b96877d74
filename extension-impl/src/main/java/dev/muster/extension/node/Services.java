package dev.muster.extension.node;

import dev.muster.extension.context.NodeContext;
import dev.muster.extension.lock.LeasedLocks;
import dev.muster.extension.lock.LocalLocks;
import dev.muster.extension.lock.LockStore;
import dev.muster.extension.lock.LockTable;
import dev.muster.extension.lock.LockTable.Purpose;
import dev.muster.extension.lock.WaitingTime;
import dev.muster.extension.schedule.ClusterRuns;
import dev.muster.extension.schedule.Runs;
import dev.muster.lock.ClusterLocks;
import dev.muster.server.ServerIdentity;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What applications need on the lease of one server besides rooms. Thread-safe; whoever started it closes it. */
public final class Services implements AutoCloseable {

    private final ClusterLocks locks;
    private final Runs runs;
    private final Runnable close;

    private Services(ClusterLocks locks, Runs runs, Runnable close) {
        this.locks = locks;
        this.runs = runs;
        this.close = close;
    }

    /** Of a server of a cluster. */
    static Services start(NodeContext node) {
        ScheduledThreadPoolExecutor later = later(node.application());
        Executor inASecond = work -> inASecond(later, work);
        return new Services(
                locks(node, Purpose.LOCK, inASecond),
                new ClusterRuns(locks(node, Purpose.RUN, inASecond)),
                later::shutdown);
    }

    /** Of a server that is alone: in memory. */
    static Services alone(ServerIdentity identity, long startMillis) {
        return new Services(locks(identity, new LocalLocks(startMillis), Runnable::run), Runs.ALL, () -> {});
    }

    /** Locks that exclude the threads of all servers. */
    public ClusterLocks locks() {
        return locks;
    }

    /** Which calls of scheduled methods run. */
    public Runs runs() {
        return runs;
    }

    @Override
    public void close() {
        close.run();
    }

    private static LeasedLocks locks(NodeContext node, Purpose purpose, Executor later) {
        return locks(node.identity(), new LockTable(node.database(), node.clusterName(), purpose), later);
    }

    private static LeasedLocks locks(ServerIdentity identity, LockStore store, Executor later) {
        return new LeasedLocks(identity, store, WaitingTime.REAL, new Random(), later);
    }

    private static void inASecond(ScheduledThreadPoolExecutor later, Runnable work) {
        try {
            var unused = later.schedule(work, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: the lease ends, and with it what was to be put right.
        }
    }

    /** Has a thread only while there is something to put right. */
    private static ScheduledThreadPoolExecutor later(ClassLoader application) {
        ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "muster-locks");
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        });
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        later.setKeepAliveTime(10, TimeUnit.SECONDS);
        later.allowCoreThreadTimeOut(true);
        return later;
    }
}
