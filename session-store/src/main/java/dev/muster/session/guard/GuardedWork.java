package dev.muster.session.guard;

import dev.muster.sql.Database;
import dev.muster.sql.DatabaseWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on the database, and how to end it: a thread that waits for a connection is interrupted, a
 * connection that does not answer is aborted. Its monitor makes sure that neither hits what comes after the work.
 */
final class GuardedWork implements DatabaseWatch.Work {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int TRIES = 5;

    private final StoreGuard guard;
    private final boolean probe;
    private final Thread thread = Thread.currentThread();
    private final long begunAt = System.nanoTime();
    private @Nullable Connection connection;
    private int dead;
    private boolean reached;
    private boolean overran;
    private boolean interrupted;
    private boolean over;

    GuardedWork(StoreGuard guard, boolean probe) {
        this.guard = guard;
        this.probe = probe;
    }

    boolean isProbe() {
        return probe;
    }

    long age(long now) {
        return now - begunAt;
    }

    @Override
    public synchronized void connected(Connection given) throws SQLException {
        takeBackInterrupt();
        if (overran) {
            throw new SQLTimeoutException("the connection came too late");
        }
        reached = true;
        connection = given;
    }

    @Override
    public synchronized void disconnecting() {
        connection = null;
    }

    @Override
    public void failed(SQLException failure) {
        boolean late;
        boolean again;
        boolean unreached;
        synchronized (this) {
            late = overran;
            unreached = !reached;
            again = Database.wasDeadBefore(failure) && ++dead < TRIES;
            reached = false;
        }
        // Some pools find out that a connection is dead when they give it, others leave that to the first statement
        if (late || (!again && (unreached || OutageSigns.in(failure)))) {
            throw guard.unavailable(failure, late);
        }
    }

    @Override
    public void succeeded() {
        guard.succeeded();
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            takeBackInterrupt();
        }
        guard.over(this);
    }

    /** The time is up; false if that is known already. */
    synchronized boolean expire(Executor executor) {
        if (over || overran) {
            return false;
        }
        overran = true;
        if (connection == null) {
            interrupted = true;
            thread.interrupt();
        } else {
            executor.execute(this::abort);
        }
        return true;
    }

    /** On a thread of its own: some drivers ask the server to stop the statement, and wait for that. */
    private synchronized void abort() {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection could not be aborted", e);
        }
    }

    private void takeBackInterrupt() {
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }
}
