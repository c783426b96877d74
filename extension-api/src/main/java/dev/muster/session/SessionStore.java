package dev.muster.session;

import dev.muster.MusterException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where the sessions of one application are kept. Written for by store authors, called by the servlet side.
 *
 * <p>Contract, also an inheritable test suite ({@code SessionStoreContract}):
 *
 * <ol>
 *   <li>A session whose {@link StoredSession#expiresAt()} has passed by the store's clock is absent for every method but
 *       {@link #takeExpired}.
 *   <li>Writes are conditional on the version they are based on: two writers of one version cannot both succeed.
 *   <li>A write that returned normally survives the loss of this server.
 *   <li>The last access never moves back, and recording it does not raise the version.
 *   <li>An expired session is given to exactly one caller of {@link #takeExpired} in the cluster.
 * </ol>
 *
 * <p>Implementations are thread-safe and take no part in the application's transactions. Each method throws
 * {@link MusterException} if the store cannot be reached.
 */
public interface SessionStore {

    /** The time by the store's clock; all times in stored sessions are read from it. */
    Instant now();

    /** The whole session. */
    Optional<StoredSession> load(SessionKey key);

    /** The version alone: a cheap way to learn whether a copy is current. */
    OptionalLong version(SessionKey key);

    /**
     * Adds a session that was not there; its version is stored as given.
     *
     * @return false if the key is taken
     */
    boolean create(StoredSession session);

    /**
     * Writes a session if the stored version is still {@link StoredSession#version()}, and raises the version by one.
     *
     * @param session the session as it shall be, with the version it is based on
     * @param changed the names of the attributes that were set or removed since that version; a store may leave the
     *     others untouched
     * @return false if the session is gone or another version is stored; nothing was written then
     */
    boolean save(StoredSession session, Set<String> changed);

    /**
     * Records an access, never moving it back.
     *
     * @return false if the session is gone
     */
    boolean touch(SessionKey key, Instant accessedAt);

    /**
     * Gives the session another id, everything else unchanged.
     *
     * @return false if the session is gone or the new key is taken
     */
    boolean rename(SessionKey key, SessionKey newKey);

    /**
     * Removes a session.
     *
     * @return true for exactly one of several concurrent callers
     */
    boolean delete(SessionKey key);

    /**
     * Removes sessions that have expired and returns them, for the listeners.
     *
     * @param limit at most so many, at least 1
     */
    List<StoredSession> takeExpired(int limit);
}
