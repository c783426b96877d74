package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A session that is used beyond the request that it came with: by a WebSocket. Follows changes of its id on this server;
 * after a change on another server it is not found any more. Thread-safe.
 */
public final class LastingSession {

    private static final ThreadLocal<@Nullable LastingSession> UPGRADED = new ThreadLocal<>();

    private final Sessions sessions;
    private volatile ClusterSession last;

    private LastingSession(Sessions sessions, ClusterSession session) {
        this.sessions = sessions;
        this.last = session;
    }

    /**
     * The request of this thread becomes something else. Only where it is known that what it becomes begins on the same
     * thread: elsewhere it could be taken for another one's.
     */
    static void upgraded(Sessions sessions, @Nullable HttpSession session, Class<?> handler) {
        if (session instanceof ClusterSession ours && handler.getName().startsWith("org.glassfish.tyrus.")) {
            UPGRADED.set(new LastingSession(sessions, ours));
        } else {
            UPGRADED.remove();
        }
    }

    /** What was upgraded on this thread before has no part in what comes now. */
    static void forgetUpgraded() {
        UPGRADED.remove();
    }

    /** The session of the request that this thread has just upgraded, once; null if there is none. */
    public static @Nullable LastingSession takeUpgraded() {
        LastingSession session = UPGRADED.get();
        UPGRADED.remove();
        return session;
    }

    public ServletContext servletContext() {
        return sessions.servletContext();
    }

    /** The session as the rest of the application saw it last on this server; it may have ended since. */
    public HttpSession session() {
        return last;
    }

    /** Records an access, which the store is told of when it moved far enough; false if the session has ended. */
    public boolean touch() {
        Use use = new Use();
        try {
            return use.existingSession() != null;
        } finally {
            use.finish();
        }
    }

    /** Does work of the application with the session scope active; what it changed is saved when this returns. */
    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        Use use = new Use();
        SessionAccess before = ThreadAccess.enter(use);
        try {
            return work.call();
        } finally {
            ThreadAccess.enter(before);
            use.finish();
        }
    }

    private Optional<ClusterSession> find() {
        Optional<ClusterSession> found = sessions.find(new Ticket(last.getId(), last.version()));
        found.ifPresent(session -> {
            session.access();
            last = session;
        });
        return found;
    }

    /** Looks for the session when it is first needed, so that work that does without it costs nothing. */
    private final class Use implements SessionAccess {

        private @Nullable ClusterSession session;
        private boolean sought;

        @Override
        public @Nullable HttpSession existingSession() {
            if (!sought) {
                sought = true;
                session = find().orElse(null);
            }
            return session != null && session.isValid() ? session : null;
        }

        @Override
        public HttpSession session() {
            HttpSession existing = existingSession();
            if (existing == null) {
                throw new IllegalStateException("the session has ended, and a new one begins only in a request");
            }
            return existing;
        }

        void finish() {
            ClusterSession used = session;
            if (used == null) {
                return;
            }
            try {
                if (used.isValid()) {
                    used.flush();
                }
            } finally {
                used.leave();
            }
        }
    }
}
