package dev.muster.session;

import dev.muster.MusterException;
import java.util.List;

/**
 * The sessions of the application in the whole cluster, for those who look after them: who is signed in, sign out
 * everywhere, what takes so much room. Injected by CDI into the application.
 *
 * <p>A session that is ended is gone for every server at once; with {@code muster.session.read=cookie-version} within
 * {@code muster.session.revalidate}. The listeners hear of it once, on the server that ended it, with all attributes
 * readable. A request that is using the session on another server at that moment finds it gone when it saves.
 *
 * <p>Thread-safe; may be used within requests and without. Each method throws {@link MusterException} if the store cannot
 * be reached, or if the sessions of the application are not stored.
 */
public interface SessionDirectory {

    /** The sessions in which a principal is signed in, the oldest first; at most 10,000. */
    List<SessionInfo> find(String principal);

    /**
     * Sessions of everybody and nobody, the oldest first.
     *
     * @param limit at most so many, at least 1
     */
    List<SessionInfo> list(int limit);

    /**
     * Ends a session.
     *
     * @param key of its present id, see {@link SessionKey#of}
     * @return false if there is none, or somebody else has ended it just now
     */
    boolean kill(SessionKey key);

    /** Ends all sessions of a principal, the caller's own included; returns how many. */
    int killAll(String principal);

    /**
     * How much room sessions take.
     *
     * @param largest how many of the largest ones are looked into
     */
    SessionReport report(int largest);
}
