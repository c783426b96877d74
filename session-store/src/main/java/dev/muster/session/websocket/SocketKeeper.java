package dev.muster.session.websocket;

import dev.muster.session.servlet.SessionLifecycle;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;

/** A session lives as long as one of its sockets is open, and its sockets end with it. Thread-safe. */
public final class SocketKeeper implements SessionLifecycle {

    @Override
    public void ended(HttpSession session) {
        ServletContext context = session.getServletContext();
        if (hasSockets(context)) {
            OpenSockets.of(context).ended(session);
        }
    }

    @Override
    public void atInterval(ServletContext context) {
        if (hasSockets(context)) {
            OpenSockets.of(context).touchSessions();
        }
    }

    private static boolean hasSockets(ServletContext context) {
        return context.getAttribute(OpenSockets.ATTRIBUTE) != null;
    }
}
