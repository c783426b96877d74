package dev.muster.session.servlet;

import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application on this server: those that its requests use, and those that they used lately.
 * Thread-safe.
 */
final class Sessions {

    private static final String ATTRIBUTE = Sessions.class.getName();
    private static final int ID_BYTES = 24;
    private static final int UID_BYTES = 16;

    private final ServletContext context;
    private final SessionStore store;
    private final AttributeCodecs codec;
    private final SessionListeners listeners;
    private final SessionCookie cookie;
    private final Supplier<String> serverName;
    private final SessionMetrics metrics;
    private final Freshness freshness;
    private final Conflicts conflicts;
    private final SignIns signIns;
    private final Routes routes = new Routes();
    private final SessionKeys keys;
    private final String exchangeAttribute;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<SessionKey, ClusterSession> cache = new ConcurrentHashMap<>();

    Sessions(
            ServletContext context,
            SessionStore store,
            AttributeCodecs codec,
            SessionListeners listeners,
            SessionCookie cookie,
            Supplier<String> serverName,
            SessionMetrics metrics,
            Freshness freshness,
            Conflicts conflicts) {
        this(context, store, codec, listeners, cookie, serverName, metrics, freshness, conflicts, new SignIns(), "");
    }

    private Sessions(
            ServletContext context,
            SessionStore store,
            AttributeCodecs codec,
            SessionListeners listeners,
            SessionCookie cookie,
            Supplier<String> serverName,
            SessionMetrics metrics,
            Freshness freshness,
            Conflicts conflicts,
            SignIns signIns,
            String keyPrefix) {
        this.context = context;
        this.store = store;
        this.codec = codec;
        this.listeners = listeners;
        this.cookie = cookie;
        this.serverName = serverName;
        this.metrics = metrics;
        this.freshness = freshness;
        this.conflicts = conflicts;
        this.signIns = signIns;
        this.keys = new SessionKeys(keyPrefix);
        this.exchangeAttribute = Exchange.class.getName() + context.getContextPath();
    }

    /** Other sessions of the same application, in the same store: no id opens sessions of both. */
    Sessions apart(String otherPrefix, SessionListeners otherListeners) {
        return new Sessions(
                context,
                store,
                codec,
                otherListeners,
                cookie,
                serverName,
                metrics,
                freshness,
                conflicts,
                signIns,
                otherPrefix);
    }

    SessionKey key(String id) {
        return keys.of(id);
    }

    /** The request attribute that keeps the exchange: of each application, for a dispatch may lead into another one. */
    String exchangeAttribute() {
        return exchangeAttribute;
    }

    /** The sessions of an application; null if they are the container's own. */
    static @Nullable Sessions of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Sessions sessions ? sessions : null;
    }

    void publish() {
        context.setAttribute(ATTRIBUTE, this);
    }

    void withdraw() {
        context.removeAttribute(ATTRIBUTE);
    }

    /**
     * A new session, in use by the caller until it {@linkplain ClusterSession#leave() leaves} it. The caller tells the
     * listeners once it can give the session to them.
     */
    ClusterSession begin() {
        ClusterSession session = ClusterSession.begin(this, newId());
        session.enter();
        cache.put(session.key(), session);
        return session;
    }

    /** The session of a client, as new as the store has it or as it may be, in use by the caller until it leaves it. */
    Optional<ClusterSession> find(Ticket ticket) {
        ClusterSession session = entered(ticket.id());
        boolean found = false;
        try {
            found = session.refresh(ticket.version());
        } finally {
            if (!found) {
                session.leave();
                forget(session);
            }
        }
        if (!found) {
            return Optional.empty();
        }
        session.joined();
        return Optional.of(session);
    }

    private ClusterSession entered(String id) {
        return cache.compute(key(id), (key, cached) -> {
            ClusterSession session = cached == null ? ClusterSession.known(this, id) : cached;
            session.enter();
            return session;
        });
    }

    /** The next request of this session starts from what is stored. */
    void forget(ClusterSession session) {
        cache.remove(session.key(), session);
    }

    /** The next request of this session starts from what this server knows to have been stored. */
    void startAgain(ClusterSession session) {
        cache.computeIfPresent(session.key(), (key, cached) -> cached == session ? session.asStored() : cached);
    }

    void moved(ClusterSession session, SessionKey oldKey) {
        cache.remove(oldKey, session);
        cache.put(session.key(), session);
    }

    /** The session of a key, under its id if that is known here; not in use by the caller. */
    ClusterSession known(SessionKey key) {
        ClusterSession cached = cache.get(key);
        return cached == null ? ClusterSession.unnamed(this, key) : cached;
    }

    /** The store has given this session to this server to be ended. */
    void expired(StoredSession stored) {
        known(stored.key()).expire(stored);
    }

    /** Ends a session that is in the store; false if somebody else has. */
    boolean kill(StoredSession stored) {
        boolean killed = known(stored.key()).kill(stored);
        if (killed) {
            metrics.increment(SessionCounter.KILLED);
        }
        return killed;
    }

    /** Frees the memory of sessions that no request has used for so long. */
    void forgetUnused(Duration age) {
        for (SessionKey key : List.copyOf(cache.keySet())) {
            cache.computeIfPresent(key, (k, session) -> session.isUnusedFor(age.toNanos()) ? null : session);
        }
    }

    String newId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(ID_BYTES));
    }

    String newUid() {
        return HexFormat.of().formatHex(randomBytes(UID_BYTES));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    SessionStore store() {
        return store;
    }

    AttributeCodecs codec() {
        return codec;
    }

    SessionListeners listeners() {
        return listeners;
    }

    Freshness freshness() {
        return freshness;
    }

    Conflicts conflicts() {
        return conflicts;
    }

    SignIns signIns() {
        return signIns;
    }

    Routes routes() {
        return routes;
    }

    SessionMetrics metrics() {
        return metrics;
    }

    /** How many sessions are in memory. */
    int cached() {
        return cache.size();
    }

    SessionCookie cookie() {
        return cookie;
    }

    ServletContext servletContext() {
        return context;
    }

    String serverName() {
        return serverName.get();
    }

    int defaultMaxInactive() {
        return Math.max(context.getSessionTimeout(), 0) * 60;
    }
}
