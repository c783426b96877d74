package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.SessionKey;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of one session, and how it is kept equal to the store:
 *
 * <ol>
 *   <li>{@link #refresh()}, once per request: a probe of the version, and a reload if it is stale.
 *   <li>Attributes are read and written in memory.
 *   <li>{@link #flush}: writes what changed since the last flush if the version is still the same. If not, reloads, applies
 *       the changes again by attribute, and tries again.
 * </ol>
 *
 * Thread-safe by one lock; nothing of the application is called under it but the serialization of its attributes.
 */
final class SessionState {

    private static final int TRIES = 20;

    private final Sessions sessions;
    private final Attributes attributes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Instant begunAt;
    private volatile String id;
    private volatile SessionKey key;
    private volatile boolean valid = true;
    private volatile boolean begunHere;
    private volatile int maxInactive;
    private volatile Instant accessedBefore;
    private volatile Instant accessedAt;
    private volatile @Nullable StoredSession base;
    private boolean ending;

    SessionState(Sessions sessions, String id, SessionKey key, boolean begunHere) {
        this.sessions = sessions;
        this.attributes = new Attributes(sessions.codec());
        this.begunAt = sessions.store().now();
        this.id = id;
        this.key = key;
        this.begunHere = begunHere;
        this.maxInactive = sessions.defaultMaxInactive();
        this.accessedBefore = begunAt;
        this.accessedAt = begunAt;
    }

    String id() {
        return id;
    }

    SessionKey key() {
        return key;
    }

    boolean isValid() {
        return valid;
    }

    void requireValid() {
        if (!valid) {
            throw new IllegalStateException("the session has been invalidated or has expired");
        }
    }

    void close() {
        valid = false;
    }

    Instant createdAt() {
        StoredSession current = base;
        return current == null ? begunAt : current.createdAt();
    }

    Instant accessedBefore() {
        return accessedBefore;
    }

    int maxInactive() {
        return maxInactive;
    }

    void setMaxInactive(int seconds) {
        maxInactive = Math.max(seconds, 0);
    }

    @Nullable Object get(String name) {
        return locked(() -> {
            requireValid();
            return attributes.get(name);
        });
    }

    List<String> names() {
        return locked(() -> {
            requireValid();
            return attributes.names();
        });
    }

    /** Sets an attribute, or removes it if the value is null; returns what was there. */
    @Nullable Object put(String name, @Nullable Object value) {
        return locked(() -> {
            requireValid();
            Object before = attributes.get(name);
            attributes.put(name, value);
            return before;
        });
    }

    /** No request uses the session. */
    void idle() {
        locked(() -> {
            attributes.idle();
            return null;
        });
    }

    /** Makes sure that this is what the store has; false if the session is no more. */
    boolean refresh() {
        return locked(() -> {
            if (valid && !isCurrent()) {
                reload();
            }
            if (valid) {
                accessedBefore = accessedAt;
                accessedAt = sessions.store().now();
            }
            return valid;
        });
    }

    private boolean isCurrent() {
        StoredSession current = base;
        if (current == null) {
            return begunHere;
        }
        OptionalLong version = sessions.store().version(key);
        return version.isPresent() && version.getAsLong() == current.version();
    }

    private void reload() {
        Optional<StoredSession> stored = sessions.store().load(key);
        stored.ifPresent(this::adopt);
        valid = stored.isPresent();
    }

    private void adopt(StoredSession stored) {
        StoredSession old = base;
        attributes.reload(
                stored.attributes(),
                old == null ? Set.of() : attributes.changes(false).keySet());
        if (old == null || Timeouts.stored(maxInactive).equals(old.timeout())) {
            maxInactive = Timeouts.maxInactive(stored.timeout());
        }
        if (old == null || accessedAt.isBefore(stored.lastAccessedAt())) {
            accessedAt = stored.lastAccessedAt();
        }
        base = stored;
    }

    /**
     * Writes what changed since the last flush; nothing if nothing did, or only the access if that moved far enough.
     *
     * @param alone whether no other request of this server uses the session
     * @throws MusterException if an attribute cannot be encoded, the store cannot be reached, or other servers keep
     *     writing
     */
    void flush(boolean alone) {
        locked(() -> {
            if (valid && !ending) {
                write(attributes.changes(alone));
            }
            return null;
        });
    }

    private void write(Map<String, Optional<StoredAttribute>> changes) {
        StoredSession current = base;
        if (current == null) {
            create(changes);
        } else if (changes.isEmpty() && Timeouts.stored(maxInactive).equals(current.timeout())) {
            attributes.saved(changes);
            touch(current);
        } else {
            save(current, changes);
        }
    }

    private void create(Map<String, Optional<StoredAttribute>> changes) {
        StoredSession empty = new StoredSession(key, 1, begunAt, accessedAt, Duration.ZERO, null, null, Map.of());
        StoredSession created = with(empty, changes);
        if (!sessions.store().create(created)) {
            throw new IllegalStateException("the id of a new session is taken: the source of random numbers is broken");
        }
        base = created;
        attributes.saved(changes);
    }

    private void touch(StoredSession current) {
        if (Timeouts.isTouchDue(current, accessedAt)) {
            valid = sessions.store().touch(key, accessedAt);
            base = Timeouts.touched(current, accessedAt);
        }
    }

    private void save(StoredSession first, Map<String, Optional<StoredAttribute>> changes) {
        StoredSession current = first;
        for (int tries = 0; tries < TRIES && valid; tries++) {
            StoredSession next = with(current, changes);
            if (sessions.store().save(next, changes.keySet())) {
                base = next.atVersion(next.version() + 1);
                attributes.saved(changes);
                return;
            }
            current = rebase(current, changes.keySet());
        }
        if (valid) {
            throw new MusterException(SessionMessage.CONFLICT, key.hash().substring(0, 8), TRIES);
        }
    }

    private StoredSession rebase(StoredSession old, Set<String> changedHere) {
        Optional<StoredSession> fresh = sessions.store().load(key);
        valid = fresh.isPresent();
        fresh.ifPresent(stored -> {
            attributes.reload(stored.attributes(), changedHere);
            base = stored;
        });
        return fresh.orElse(old);
    }

    private StoredSession with(StoredSession current, Map<String, Optional<StoredAttribute>> changes) {
        return Revision.of(current, changes, accessedAt, Timeouts.stored(maxInactive), sessions.serverName());
    }

    /** Moves the session to another id, everything else unchanged. */
    void rename(String newId) {
        locked(() -> {
            requireValid();
            SessionKey newKey = SessionKey.of(newId);
            valid = base == null || sessions.store().rename(key, newKey);
            requireValid();
            id = newId;
            key = newKey;
            return null;
        });
    }

    /** Removes the session from the store; true for the one caller in the cluster that has to tell the listeners. */
    boolean delete() {
        return locked(() -> {
            requireValid();
            if (ending) {
                return false;
            }
            ending = true;
            valid = base == null || sessions.store().delete(key);
            return valid;
        });
    }

    /** The store has given this session away as expired; false if it ends already. */
    boolean expire(StoredSession stored) {
        return locked(() -> {
            boolean first = valid && !ending;
            ending = true;
            if (first) {
                adopt(stored);
            }
            return first;
        });
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
