package dev.muster.server;

import dev.muster.MusterException;

/**
 * Who this server is: an injectable bean of the application.
 *
 * <p>In cluster mode the id is leased in the shared database and kept by renewal. When the lease can no longer be
 * proved, the server fences itself before the database would give the id away: {@link #isCurrent()} turns false and
 * {@link ServerFenced} is fired. Outside cluster mode the id is 1 and always current. Thread-safe.
 */
public interface ServerIdentity {

    /** The slot of this server, 0–1023. It keeps its value while the server is fenced. */
    int serverId();

    /** The number of this start; never used twice in the cluster. */
    long incarnation();

    /** The name of this server, unique among the live servers; the route suffix of session cookies. */
    String name();

    /** Whether the lease is proved at this moment, by the monotonic clock of this JVM. */
    boolean isCurrent();

    /**
     * Returns normally only while the lease is proved.
     *
     * @throws MusterException if this server is fenced
     */
    void requireCurrent();

    /**
     * A 64-bit id, positive, roughly ordered by time, unique in the cluster across restarts and clocks that go back.
     *
     * @throws MusterException if this server is fenced
     */
    long nextId();
}
