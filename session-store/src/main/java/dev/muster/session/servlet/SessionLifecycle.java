package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;

/**
 * A part of ours that lives along with stored sessions, beside the application's listeners; made once per application
 * and found by {@link java.util.ServiceLoader}, on servers with CDI. Implementations are thread-safe. What they throw is logged.
 */
public interface SessionLifecycle {

    /** A session has begun; the application's listeners have not heard of it yet. */
    default void begun(HttpSession session) {}

    /** A session ends and the application's listeners have heard of it; its attributes are still there. */
    default void ending(HttpSession session) {}

    /** A session has ended and its attributes are gone. */
    default void ended(HttpSession session) {}

    /** Called at each {@code muster.session.expiry-interval}, before expired sessions are looked for. */
    default void atInterval(ServletContext context) {}
}
