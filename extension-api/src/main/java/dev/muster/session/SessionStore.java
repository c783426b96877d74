package dev.muster.session;

import dev.muster.MusterException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the sessions of one application are kept. Written for by store authors, called by the servlet side.
 *
 * <p>A session is found by its key, which a sign-in may change, and named by its uid ever after.
 *
 * <p>Contract, also an inheritable test suite ({@code SessionStoreContract}):
 *
 * <ol>
 *   <li>A session whose {@link StoredSession#expiresAt()} has passed by the store's clock is absent for every method but
 *       {@link #takeExpired}. A store may keep it up to a tenth of its timeout longer.
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

    /**
     * Finds a session, or learns that a copy of it is current. The second should cost next to nothing: it is what most
     * requests do.
     *
     * @param known the caller's copy, of which the answer may reuse attributes; null if it has none
     */
    Lookup find(SessionKey key, @Nullable StoredSession known);

    /** The whole session, for those who have no copy. */
    default Optional<StoredSession> load(SessionKey key) {
        return find(key, null) instanceof Lookup.Changed found ? Optional.of(found.session()) : Optional.empty();
    }

    /**
     * Adds a session that was not there; its version is stored as given.
     *
     * @return the session as it is stored, or empty if its key is taken
     */
    Optional<StoredSession> create(StoredSession session);

    /**
     * Writes a session if the stored version is still that of {@code base}, and raises the version by one. The key is not
     * written.
     *
     * @param base the session as it was stored when the changes began
     * @param next the session as it shall be, made from {@code base}: attributes that did not change are the same objects
     * @return the session as it is stored now; empty if it is gone or another version is stored, and nothing was written
     */
    Optional<StoredSession> save(StoredSession base, StoredSession next);

    /**
     * Records an access, never moving it back.
     *
     * @return false if the session is gone
     */
    boolean touch(String uid, Instant accessedAt);

    /**
     * Gives the session another id, everything else unchanged.
     *
     * @return false if the session is gone or the new key is taken
     */
    boolean rename(String uid, SessionKey newKey);

    /** The key that a session has now, for those who know it by an old one; empty if it is gone. */
    Optional<SessionKey> keyOf(String uid);

    /**
     * Removes a session.
     *
     * @return true for exactly one of several concurrent callers
     */
    boolean delete(String uid);

    /**
     * Removes sessions that have expired and returns them, for the listeners.
     *
     * @param limit at most so many, at least 1
     */
    List<StoredSession> takeExpired(int limit);

    /**
     * Lists sessions, the oldest first.
     *
     * @param principal whose sessions; null for everybody's and nobody's
     * @param limit at most so many, at least 1
     */
    List<SessionInfo> search(@Nullable String principal, int limit);
}
