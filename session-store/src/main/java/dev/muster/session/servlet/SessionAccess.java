package dev.muster.session.servlet;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread of the application finds its session: in the request it works on, in a WebSocket's callback, or in the
 * end of that session. What the session scope is active for.
 */
public interface SessionAccess {

    /** The session, without making one; null if there is none. */
    @Nullable HttpSession existingSession();

    /**
     * The session; a new one if there is none.
     *
     * @throws IllegalStateException if there is none and none can begin here
     */
    HttpSession session();

    /** What the calling thread works on; null if that has nothing to do with stored sessions. */
    static @Nullable SessionAccess current() {
        return ThreadAccess.get();
    }
}
