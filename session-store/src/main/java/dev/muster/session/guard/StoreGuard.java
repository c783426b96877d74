package dev.muster.session.guard;

import dev.muster.MusterException;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.sql.Database;
import dev.muster.sql.DatabaseWatch;
import dev.muster.sql.Dialect;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a slow database, an exhausted pool and an outage from taking request threads hostage.
 *
 * <ol>
 *   <li>Work that takes longer than the limit is ended: see {@link GuardedWork}.
 *   <li>No answer to anybody for a tenth of the limit, or a failed connection: new work waits at the {@link Gate} while one
 *       thread of ours asks the database for a sign of life.
 *   <li>It gets one: everything goes on. It fails, or gets no answer within the limit: the store is away, and work is
 *       refused at once until the sign of life comes.
 * </ol>
 *
 * <p>Costs one entry in a map per statement; the work itself stays on the thread of its request. Thread-safe; its owner
 * closes it.
 */
public final class StoreGuard implements DatabaseWatch, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final Set<StoreGuard> STARTED = ConcurrentHashMap.newKeySet();
    private static final int TICKS_PER_LIMIT = 20;

    private final Database database;
    private final long limit;
    private final Gate gate = new Gate();
    private final Set<GuardedWork> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(daemon("guard"));
    private final ExecutorService helpers = Executors.newCachedThreadPool(daemon("probe"));
    private volatile long answeredAt = System.nanoTime();
    private volatile long probingSince;
    private volatile long patience;
    private long tickedAt = System.nanoTime();

    private StoreGuard(Database database, Duration limit) {
        this.database = database;
        this.limit = limit.toNanos();
    }

    /** Guards work on a database: that of {@code database.watchedBy(guard)}. */
    @SuppressWarnings("FutureReturnValueIgnored") // a tick lets no failure out
    public static StoreGuard start(Database database, Duration limit) {
        StoreGuard guard = new StoreGuard(database, limit);
        long pause = guard.tick();
        guard.watchdog.scheduleWithFixedDelay(guard::watch, pause, pause, TimeUnit.NANOSECONDS);
        STARTED.add(guard);
        return guard;
    }

    /** Whether none of the stores that this library guards is away. */
    public static boolean allAvailable() {
        return STARTED.stream().allMatch(guard -> guard.gate.isOpen() || guard.gate.isProbing());
    }

    @Override
    public Work begin() {
        if (!gate.isOpen()) {
            gate.pass(limit);
        }
        return begin(false);
    }

    private GuardedWork begin(boolean probe) {
        GuardedWork work = new GuardedWork(this, probe);
        running.add(work);
        return work;
    }

    void over(GuardedWork work) {
        running.remove(work);
    }

    void succeeded() {
        answeredAt = System.nanoTime();
        if (!gate.isOpen()) {
            gate.open();
        }
    }

    SessionStoreUnavailableException unavailable(SQLException failure, boolean late) {
        suspect();
        String reason = late ? noAnswer() : String.valueOf(failure.getMessage());
        return new SessionStoreUnavailableException(failure, GuardMessage.UNAVAILABLE, reason);
    }

    private String noAnswer() {
        return "no connection or no answer within " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms";
    }

    private void suspect() {
        if (gate.suspect()) {
            patience = 2 * limit;
            probe();
        }
    }

    private void watch() {
        try {
            long now = System.nanoTime();
            boolean stopped = now - tickedAt > 4 * tick();
            tickedAt = now;
            // After a stop of this server everything seems late: whoever has its answer by now shall have it
            if (!stopped) {
                look(now);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the guard of the session store failed", e);
        }
    }

    private void look(long now) {
        for (GuardedWork work : running) {
            if (work.age(now) > limit && work.expire(helpers) && work.isProbe()) {
                gate.close(noAnswer());
            }
        }
        if (gate.isOpen() && now - answeredAt > limit / 10 && isAnyOlderThan(limit / 10, now)) {
            suspect();
        } else if (!gate.isOpen() && now - probingSince > patience) {
            patience *= 2;
            probe();
        }
    }

    private boolean isAnyOlderThan(long age, long now) {
        return running.stream().anyMatch(work -> work.age(now) > age);
    }

    /** One thread asks; if it hangs in the driver for good, another one takes its place, later and later. */
    private void probe() {
        long since = System.nanoTime();
        probingSince = since;
        helpers.execute(() -> {
            while (!gate.isOpen() && probingSince == since && !helpers.isShutdown()) {
                ask();
            }
        });
    }

    private void ask() {
        try {
            database.watchedBy(() -> begin(true)).run(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(database.dialect() == Dialect.DERBY ? "values 1" : "select 1");
                }
            });
        } catch (MusterException e) {
            gate.close(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            LockSupport.parkNanos(tick());
        }
    }

    private long tick() {
        return limit / TICKS_PER_LIMIT;
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, "muster-session-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Ends the threads. */
    @Override
    public void close() {
        STARTED.remove(this);
        watchdog.shutdownNow();
        helpers.shutdownNow();
    }
}
