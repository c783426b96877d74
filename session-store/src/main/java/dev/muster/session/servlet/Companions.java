package dev.muster.session.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that frameworks use in one request besides its HTTP session: each is looked for once, saved with the
 * response and left at the end. Thread-safe by its monitor.
 */
final class Companions {

    private final List<ClusterSession> sessions = new ArrayList<>(0);

    /** A session that is in use by this request from now on. */
    synchronized void join(ClusterSession session) {
        sessions.add(session);
    }

    synchronized boolean contains(ClusterSession session) {
        return sessions.contains(session);
    }

    synchronized @Nullable ClusterSession find(String id, Sessions among) {
        for (ClusterSession session : sessions) {
            if (session.getId().equals(id)) {
                return session.isValid() ? session : null;
            }
        }
        Optional<ClusterSession> found = among.find(NativeSessions.ticket(id));
        found.ifPresent(this::join);
        return found.orElse(null);
    }

    synchronized void save() {
        for (ClusterSession session : sessions) {
            if (session.isValid()) {
                session.flush();
            }
        }
    }

    synchronized void leave() {
        sessions.forEach(ClusterSession::leave);
        sessions.clear();
    }
}
