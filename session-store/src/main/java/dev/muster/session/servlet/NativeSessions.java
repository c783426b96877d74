package dev.muster.session.servlet;

import dev.muster.session.SessionInfo;
import dev.muster.session.StoredSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that a framework of the application manages by itself, in the same store and by the same rules as HTTP
 * sessions: it sends the ids to its users and tells its own listeners; the HTTP session listeners do not hear of them.
 *
 * <p>Within a request each is read from the store once, and written at most once, when the response is committed.
 * Elsewhere it is read at each {@link #find} and written by {@link #save}. An id of these never opens an HTTP session,
 * nor the other way round. Thread-safe.
 */
public final class NativeSessions {

    /** The attribute that marks them in the store. */
    private static final String MARK = "dev.muster.native";

    private static final ByApplication<NativeSessions> STARTED = new ByApplication<>();
    private static final ByApplication<Consumer<NativeSession>> ENDINGS = new ByApplication<>();

    private final ClassLoader application;
    private final Sessions sessions;

    NativeSessions(Sessions http) {
        this.application = http.servletContext().getClassLoader();
        this.sessions = http.apart(MARK, new SessionListeners(() -> List.of(new Ending(application))));
    }

    /** The sessions of the application that the calling thread works for; empty if none are stored. */
    public static Optional<NativeSessions> current() {
        return STARTED.ofThread();
    }

    /**
     * Has a framework told of each session that ends otherwise than by {@link #delete}, on the server that ends it, with
     * all attributes readable. May be called before the sessions are started.
     */
    public static void whenOneEnds(Consumer<NativeSession> ending) {
        ENDINGS.put(Thread.currentThread().getContextClassLoader(), ending);
    }

    void publish() {
        STARTED.put(application, this);
    }

    void withdraw() {
        STARTED.remove(application);
        ENDINGS.remove(application);
    }

    static boolean isOne(StoredSession stored) {
        return stored.attributes().containsKey(MARK);
    }

    /** Whether an attribute is ours and not the framework's. */
    public static boolean isReserved(String attribute) {
        return attribute.startsWith(MARK);
    }

    /**
     * A new session.
     *
     * @param origin what the framework wants to know of it later, for example the user's address; see {@link #origin}
     */
    public NativeSession begin(String origin) {
        ClusterSession session = sessions.begin();
        session.setAttribute(MARK, origin);
        Exchange exchange = Exchange.current();
        if (exchange == null) {
            finish(session);
        } else {
            exchange.companions().join(session);
        }
        return session;
    }

    private static void finish(ClusterSession session) {
        try {
            session.flush();
        } finally {
            session.leave();
        }
    }

    /** What {@link #begin} was given. */
    public static String origin(NativeSession session) {
        return session.getAttribute(MARK) instanceof String origin ? origin : "";
    }

    /** The session of an id as the store has it; null if there is none. */
    public @Nullable NativeSession find(String id) {
        Exchange exchange = Exchange.current();
        if (exchange != null) {
            return exchange.companions().find(id, sessions);
        }
        Optional<ClusterSession> found = sessions.find(ticket(id));
        found.ifPresent(ClusterSession::leave);
        return found.orElse(null);
    }

    /** The framework's cookie says nothing of versions, so the store is always asked. */
    static Ticket ticket(String id) {
        return new Ticket(id, Long.MAX_VALUE);
    }

    /**
     * The sessions of all servers, the oldest first. What is changed in them is written by {@link #save} only.
     *
     * @param limit at most so many sessions, those of the servlet API included, are looked at
     */
    public List<NativeSession> list(int limit) {
        List<NativeSession> found = new ArrayList<>();
        for (SessionInfo info : sessions.store().search(null, limit)) {
            ClusterSession session = sessions.known(info.key());
            if (session.refresh(Long.MAX_VALUE) && session.getAttribute(MARK) != null) {
                found.add(session);
            }
        }
        return found;
    }

    /** Writes what changed: now, unless the current request does so at its end. */
    public void save(NativeSession session) {
        Exchange exchange = Exchange.current();
        if (session instanceof ClusterSession ours
                && ours.isValid()
                && (exchange == null || !exchange.companions().contains(ours))) {
            ours.flush();
        }
    }

    /** Ends a session of which the framework has told its listeners. */
    public void delete(NativeSession session) {
        if (session instanceof ClusterSession ours) {
            ours.discard();
        }
    }

    Sessions sessions() {
        return sessions;
    }

    /** Tells the framework. */
    private record Ending(ClassLoader application) implements HttpSessionListener {

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            if (event.getSession() instanceof NativeSession session) {
                ENDINGS.of(application).ifPresent(ending -> ending.accept(session));
            }
        }
    }
}
