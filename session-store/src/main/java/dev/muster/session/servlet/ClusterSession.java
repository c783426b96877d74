package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.StoredSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A session as the application sees it: one object per session on this server, shared by concurrent requests.
 * Thread-safe; no lock is held while listeners of the application are called.
 */
final class ClusterSession implements NativeSession {

    /** Begins the names of attributes that are Muster's own: not listed, and no listener hears of them. */
    private static final String INTERNAL = "dev.muster.internal.";

    private final Sessions sessions;
    private final SessionState state;
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean isNew;
    private volatile boolean expired;
    private volatile long usedAtNanos = System.nanoTime();
    private volatile @Nullable SessionStoreUnavailableException refusal;

    private ClusterSession(Sessions sessions, SessionState state, boolean isNew) {
        this.sessions = sessions;
        this.state = state;
        this.isNew = isNew;
        state.ownedBy(this);
    }

    /** A session that begins here; nothing is stored before its first flush. */
    static ClusterSession begin(Sessions sessions, String id) {
        return new ClusterSession(sessions, new SessionState(sessions, id, sessions.key(id), true), true);
    }

    /** A session that may be in the store: the first refresh tells. */
    static ClusterSession known(Sessions sessions, String id) {
        return new ClusterSession(sessions, new SessionState(sessions, id, sessions.key(id), false), false);
    }

    /** A session whose id nobody here knows any more; the hash stands for it. */
    static ClusterSession unnamed(Sessions sessions, SessionKey key) {
        return new ClusterSession(sessions, new SessionState(sessions, key.hash(), key, false), false);
    }

    SessionKey key() {
        return state.key();
    }

    @Override
    public boolean isValid() {
        return state.isValid();
    }

    void enter() {
        usedAtNanos = System.nanoTime();
        users.incrementAndGet();
    }

    void leave() {
        usedAtNanos = System.nanoTime();
        if (users.decrementAndGet() == 0) {
            state.idle();
        }
    }

    /** What only this server has is not forgotten before the session has expired. */
    boolean isUnusedFor(long nanos) {
        long age = state.hasLocalValues() ? Math.max(nanos, state.lifetime().toNanos()) : nanos;
        return users.get() == 0 && System.nanoTime() - usedAtNanos > age;
    }

    /** Once per request, with the version that the client has seen; false if the session is no more. */
    boolean refresh(long seen) {
        return state.refresh(seen);
    }

    /** Once per request that uses the session. */
    void access() {
        state.access();
    }

    long version() {
        return state.version();
    }

    @Nullable String principal() {
        return state.principal();
    }

    @Override
    public void setPrincipal(@Nullable String name) {
        state.setPrincipal(name);
    }

    /** The client has sent the id of this session. */
    void joined() {
        isNew = false;
    }

    /**
     * Saves what changed. What cannot be encoded must not spoil the requests to come, so they start again from what is
     * stored.
     */
    void flush() {
        SessionStoreUnavailableException earlier = refusal;
        if (earlier != null) {
            throw earlier;
        }
        String before = state.storedPrincipal();
        write(() -> state.flush(users.get() <= 1));
        String now = state.storedPrincipal();
        if (now != null && !now.equals(before)) {
            sessions.signIns().stored(now);
        }
    }

    /**
     * A write that the store could not take is refused for good: whatever the application makes of the exception, no
     * request that used this object is answered as if all were stored.
     */
    private void write(Runnable work) {
        try {
            work.run();
        } catch (SessionStoreUnavailableException e) {
            refusal = e;
            sessions.startAgain(this);
            throw e;
        } catch (MusterException e) {
            sessions.forget(this);
            throw e;
        }
    }

    /** The same session as it was stored last, for the requests to come; null if it never was. */
    @Nullable ClusterSession asStored() {
        SessionState stored = state.asStored();
        return stored == null ? null : new ClusterSession(sessions, stored, false);
    }

    String changeId(String newId) {
        String oldId = state.id();
        SessionKey oldKey = state.key();
        write(() -> state.rename(newId));
        sessions.moved(this, oldKey);
        sessions.listeners().idChanged(this, oldId);
        return newId;
    }

    @Override
    public void invalidate() {
        AtomicBoolean deleted = new AtomicBoolean();
        write(() -> deleted.set(state.delete()));
        if (deleted.get()) {
            end();
        } else if (!state.isValid()) {
            sessions.forget(this);
        }
    }

    void expire(StoredSession stored) {
        if (state.expire(stored)) {
            expired = true;
            end();
        }
    }

    /** Ends the session as it is stored; false if somebody else does. */
    boolean kill(StoredSession stored) {
        AtomicBoolean killed = new AtomicBoolean();
        write(() -> killed.set(state.kill(stored)));
        if (killed.get()) {
            end();
        }
        return killed.get();
    }

    /** Removes the session without telling anyone. */
    void discard() {
        try {
            if (state.isValid()) {
                state.delete();
            }
        } finally {
            state.close();
            sessions.forget(this);
        }
    }

    /** The scope of the session is active meanwhile, also where no request ends it. */
    private void end() {
        SessionAccess before = ThreadAccess.get();
        ThreadAccess.enter(before == null ? new Ending(this) : before);
        try {
            sessions.listeners().destroyed(this);
            names().forEach(this::removeAttribute);
            sessions.listeners().ended(this);
        } finally {
            state.close();
            sessions.forget(this);
            ThreadAccess.enter(before);
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return state.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(names());
    }

    private List<String> names() {
        return state.names().stream().filter(name -> !name.startsWith(INTERNAL)).toList();
    }

    @Nullable Object internal(String name) {
        return state.get(INTERNAL + name);
    }

    void internal(String name, @Nullable Object value) {
        state.put(INTERNAL + name, value);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        if (getAttribute(name) != value) {
            sessions.listeners().bound(this, name, value);
        }
        Object old = state.put(name, value);
        sessions.signIns().attributeChanged(this, name, value);
        if (old == null) {
            sessions.listeners().added(this, name, value);
            return;
        }
        if (old != value) {
            sessions.listeners().unbound(this, name, old);
        }
        sessions.listeners().replaced(this, name, old);
    }

    @Override
    public void removeAttribute(String name) {
        Object old = state.put(name, null);
        sessions.signIns().attributeChanged(this, name, null);
        if (old != null) {
            sessions.listeners().unbound(this, name, old);
            sessions.listeners().removed(this, name, old);
        }
    }

    @Override
    public String getId() {
        return state.id();
    }

    @Override
    public long getCreationTime() {
        state.requireValid();
        return state.createdAt().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        state.requireValid();
        return state.accessedBefore().toEpochMilli();
    }

    @Override
    public Instant accessedAt() {
        return state.accessedAt();
    }

    @Override
    public boolean hasExpired() {
        return expired;
    }

    @Override
    public boolean isNew() {
        state.requireValid();
        return isNew;
    }

    @Override
    public int getMaxInactiveInterval() {
        return state.maxInactive();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        state.setMaxInactive(seconds);
    }

    @Override
    public ServletContext getServletContext() {
        return sessions.servletContext();
    }

    private record Ending(HttpSession session) implements SessionAccess {

        @Override
        public HttpSession existingSession() {
            return session;
        }
    }
}
