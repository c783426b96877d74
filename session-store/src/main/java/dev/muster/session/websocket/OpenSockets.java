package dev.muster.session.websocket;

import dev.muster.MusterException;
import dev.muster.session.servlet.LastingSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sockets of an application on this server, each with the session of its handshake. Thread-safe. */
final class OpenSockets {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    /** A constant, so that whoever looks it up needs none of the classes of WebSocket. */
    static final String ATTRIBUTE = "dev.muster.session.websocket.OpenSockets";

    private final Map<Session, LastingSession> sockets = new ConcurrentHashMap<>();

    static OpenSockets of(ServletContext context) {
        synchronized (OpenSockets.class) {
            if (context.getAttribute(ATTRIBUTE) instanceof OpenSockets known) {
                return known;
            }
            OpenSockets begun = new OpenSockets();
            context.setAttribute(ATTRIBUTE, begun);
            return begun;
        }
    }

    /** Learns of a socket from what a callback was called with. */
    void watch(@Nullable Object[] parameters, LastingSession session) {
        for (Object parameter : parameters) {
            if (parameter instanceof Session socket) {
                sockets.putIfAbsent(socket, session);
            }
        }
    }

    /** Closes the sockets of a session that has ended on this server. */
    void ended(HttpSession session) {
        sockets.forEach((socket, lasting) -> {
            if (lasting.session() == session) {
                close(socket);
            }
        });
    }

    /** Keeps the sessions of open sockets alive, and closes the sockets of those that have ended elsewhere. */
    void touchSessions() {
        try {
            touchEach();
        } catch (MusterException e) {
            LOG.log(System.Logger.Level.DEBUG, "the sessions of open sockets are left to the next run", e);
        }
    }

    private void touchEach() {
        sockets.keySet().removeIf(socket -> !socket.isOpen());
        IdentityHashMap<HttpSession, Boolean> alive = new IdentityHashMap<>();
        sockets.forEach((socket, lasting) -> {
            if (!alive.computeIfAbsent(lasting.session(), session -> lasting.touch())) {
                close(socket);
            }
        });
    }

    private void close(Session socket) {
        sockets.remove(socket);
        try {
            socket.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "The session has ended"));
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "a socket was closed already", e);
        }
    }
}
