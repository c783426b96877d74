package dev.muster.session.servlet;

import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.SessionMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends expired sessions at regular intervals, on one daemon thread: takes them from the store in small batches, so that
 * each is ended by one server of the cluster, and tells the listeners. Thread-safe; its owner closes it.
 */
final class ExpirySweep implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int BATCH = 100;
    private static final Duration CACHED_UNUSED = Duration.ofMinutes(5);

    private final SessionKinds sessions;
    private final Duration interval;
    private final ScheduledExecutorService executor;

    /** A sweep that runs when {@link #endExpired} is called. */
    ExpirySweep(SessionKinds sessions, Duration interval, ScheduledExecutorService executor) {
        this.sessions = sessions;
        this.interval = interval;
        this.executor = executor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a run lets no failure out
    static ExpirySweep start(SessionKinds sessions, Duration interval, ClassLoader application) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "muster-session-expiry");
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        });
        ExpirySweep sweep = new ExpirySweep(sessions, interval, executor);
        long millis = interval.toMillis();
        executor.scheduleWithFixedDelay(sweep::run, millis, millis, TimeUnit.MILLISECONDS);
        return sweep;
    }

    /** A failure must not cancel the runs to come. */
    private void run() {
        try {
            sessions.http().listeners().atInterval(sessions.http().servletContext());
            endExpired();
            sessions.forgetUnused(CACHED_UNUSED);
        } catch (SessionStoreUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "no look for expired sessions while the store is away", e);
        } catch (RuntimeException | LinkageError e) {
            if (!executor.isShutdown()) {
                LOG.log(System.Logger.Level.WARNING, SessionMessage.EXPIRY_FAILED.text(e, interval.toSeconds()), e);
            }
        }
    }

    /** A small batch may mean that another server was after the same sessions; only an empty one means that none is left. */
    void endExpired() {
        List<StoredSession> batch;
        do {
            batch = sessions.http().store().takeExpired(BATCH);
            batch.forEach(this::end);
        } while (!batch.isEmpty() && !executor.isShutdown());
    }

    /** The session is gone from the store already, and so are the others of its batch: each gets its end. */
    private void end(StoredSession stored) {
        try {
            sessions.expired(stored);
        } catch (RuntimeException | LinkageError e) {
            String session = stored.key().hash().substring(0, 8);
            LOG.log(System.Logger.Level.WARNING, SessionMessage.END_FAILED.text(session, e), e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
