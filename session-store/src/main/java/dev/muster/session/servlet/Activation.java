package dev.muster.session.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells the values of one session that they leave this server or have come to it. A value is passivated for the moment in
 * which it is encoded, for its bytes are all that other servers will see of it.
 */
final class Activation {

    private final SessionListeners listeners;
    private volatile @Nullable HttpSession session;

    Activation(SessionListeners listeners) {
        this.listeners = listeners;
    }

    /** The session as the values see it. */
    void of(HttpSession owner) {
        session = owner;
    }

    void passivating(Object value) {
        HttpSession owner = session;
        if (owner != null && value instanceof HttpSessionActivationListener listener) {
            listeners.passivating(owner, listener);
        }
    }

    void activated(@Nullable Object value) {
        HttpSession owner = session;
        if (owner != null && value instanceof HttpSessionActivationListener listener) {
            listeners.activated(owner, listener);
        }
    }
}
