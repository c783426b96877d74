package dev.muster.lock;

import dev.muster.MusterException;

/**
 * A lock that this server took. It can be lost at any time, as the server can be fenced: ask {@link #requireCurrent()}
 * before each step that must not be done twice, and give {@link #token()} to whoever keeps what the step writes.
 * Thread-safe; any thread may close it.
 */
public interface ClusterLock extends AutoCloseable {

    /** Its name. */
    String name();

    /**
     * The fencing token: higher than that of everybody who held this lock before. A store that refuses tokens lower than
     * the highest one it saw is safe from a holder that was frozen and writes late.
     */
    long token();

    /** Whether it is held at this moment, proved by the monotonic clock of this JVM. Costs no query. */
    boolean isCurrent();

    /**
     * Returns normally only while the lock is held. Costs no query.
     *
     * @throws MusterException if it was closed, or this server was fenced since
     */
    void requireCurrent();

    /**
     * Gives the lock back; does nothing if it was closed or lost before. If the database is away, the others get the
     * lock when it is back.
     */
    @Override
    void close();
}
