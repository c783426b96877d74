package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.Lookup;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of one session, and how it is kept equal to the store:
 *
 * <ol>
 *   <li>{@link #refresh}, once per request: the store is asked for what is newer than this copy, unless
 *       {@linkplain Freshness the copy is good enough}.
 *   <li>Attributes are read and written in memory.
 *   <li>{@link #flush}: writes what changed since the last flush if the version is still the same. If not, takes over what
 *       is stored, applies the changes again by attribute, and tries again.
 * </ol>
 *
 * Thread-safe by one lock; nothing of the application is called under it but the serialization of its attributes, those of
 * them that listen to it, and its resolver of conflicts.
 */
final class SessionState {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int TRIES = 20;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Sessions sessions;
    private final Activation activation;
    private final Attributes attributes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Instant begunAt;
    private final boolean begunHere;
    private volatile String id;
    private volatile SessionKey key;
    private volatile boolean valid = true;
    private volatile int maxInactive;
    private volatile @Nullable String principal;
    private volatile Instant accessedBefore;
    private volatile Instant accessedAt;
    private volatile @Nullable StoredSession base;
    private long comparedAt;
    private boolean ending;

    SessionState(Sessions sessions, String id, SessionKey key, boolean begunHere) {
        this.sessions = sessions;
        this.activation = new Activation(sessions.listeners());
        this.attributes = new Attributes(sessions.codec(), sessions.conflicts(), activation);
        this.begunAt = sessions.store().now();
        this.id = id;
        this.key = key;
        this.begunHere = begunHere;
        this.maxInactive = sessions.defaultMaxInactive();
        this.accessedBefore = begunAt;
        this.accessedAt = begunAt;
    }

    /** The session as the application sees it. */
    void ownedBy(HttpSession session) {
        activation.of(session);
    }

    String id() {
        return id;
    }

    SessionKey key() {
        return key;
    }

    /** The version that clients know once they have the answer; 0 before the first flush. */
    long version() {
        StoredSession current = base;
        return current == null ? 0 : current.version();
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

    Instant accessedAt() {
        return accessedAt;
    }

    int maxInactive() {
        return maxInactive;
    }

    void setMaxInactive(int seconds) {
        maxInactive = seconds;
    }

    @Nullable String principal() {
        return principal;
    }

    /** Who is signed in as far as the store knows. */
    @Nullable String storedPrincipal() {
        StoredSession current = base;
        return current == null ? null : current.principal();
    }

    void setPrincipal(@Nullable String name) {
        principal = name;
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

    /** Whether there are attributes that are kept on this server alone. */
    boolean hasLocalValues() {
        return locked(attributes::hasLocalValues);
    }

    /** How long the session lives without a request; a long time if for ever. */
    Duration lifetime() {
        Duration timeout = timeout();
        return timeout.isZero() ? FOR_EVER : timeout;
    }

    /** No request uses the session. */
    void idle() {
        locked(() -> {
            attributes.idle();
            return null;
        });
    }

    /**
     * Makes sure that this is what the store has, or new enough; false if the session is no more.
     *
     * @param seen the version that the client has seen
     */
    boolean refresh(long seen) {
        return locked(() -> {
            if (valid && !ending && !isGoodEnough(seen)) {
                compareOrServe(seen);
            }
            return valid && !ending;
        });
    }

    /** A request uses the session. */
    void access() {
        locked(() -> {
            accessedBefore = accessedAt;
            accessedAt = sessions.store().now();
            return null;
        });
    }

    private boolean isGoodEnough(long seen) {
        StoredSession current = base;
        return current == null ? begunHere : sessions.freshness().covers(current.version(), seen, comparedAt);
    }

    private void compareOrServe(long seen) {
        try {
            compare();
        } catch (SessionStoreUnavailableException e) {
            if (!mayBeServed(seen)) {
                throw e;
            }
        }
    }

    private boolean mayBeServed(long seen) {
        StoredSession current = base;
        return current != null
                && sessions.freshness().coversOutage(current.version(), seen, comparedAt)
                && (maxInactive == 0
                        || accessedAt.plus(timeout()).isAfter(sessions.store().now()));
    }

    /** What the store was last known to have, without what was changed here; null if nothing is stored. */
    @Nullable SessionState asStored() {
        return locked(() -> {
            StoredSession current = base;
            if (current == null) {
                return null;
            }
            SessionState copy = new SessionState(sessions, id, key, false);
            copy.adopt(current);
            copy.comparedAt = comparedAt;
            return copy;
        });
    }

    private void compare() {
        long ticks = sessions.freshness().ticks();
        Lookup found = sessions.store().find(key, base);
        if (found instanceof Lookup.Changed changed) {
            adopt(changed.session());
        }
        valid = !(found instanceof Lookup.Absent);
        comparedAt = ticks;
    }

    /** Takes over what is stored, and keeps what was changed here since the last flush. */
    private void adopt(StoredSession stored) {
        StoredSession old = base;
        attributes.rebase(stored.attributes(), old == null ? Map.of() : attributes.changes(false));
        if (old == null || timeout().equals(old.timeout())) {
            maxInactive = Timeouts.maxInactive(stored.timeout());
        }
        if (old == null || Objects.equals(principal, old.principal())) {
            principal = stored.principal();
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
        } else if (changes.isEmpty()
                && timeout().equals(current.timeout())
                && Objects.equals(principal, current.principal())) {
            attributes.saved(changes);
            touch(current);
        } else {
            save(current, changes);
        }
    }

    private void create(Map<String, Optional<StoredAttribute>> changes) {
        long ticks = sessions.freshness().ticks();
        StoredSession empty =
                new StoredSession(sessions.newUid(), key, 1, begunAt, accessedAt, timeout(), principal, null, Map.of());
        base = sessions.store()
                .create(next(empty, changes))
                .orElseThrow(() -> new IllegalStateException(
                        "the id of a new session is taken: the source of random numbers is broken"));
        saved(changes, ticks);
    }

    private void touch(StoredSession current) {
        if (Timeouts.isTouchDue(current, accessedAt)) {
            try {
                valid = sessions.store().touch(current.uid(), accessedAt);
                base = current.accessedAt(accessedAt);
            } catch (SessionStoreUnavailableException e) {
                LOG.log(System.Logger.Level.DEBUG, "the access will be recorded by a later request", e);
            }
        }
    }

    private void save(StoredSession first, Map<String, Optional<StoredAttribute>> firstChanges) {
        StoredSession current = first;
        Map<String, Optional<StoredAttribute>> changes = firstChanges;
        for (int tries = 0; tries < TRIES; tries++) {
            long ticks = sessions.freshness().ticks();
            Optional<StoredSession> stored = sessions.store().save(current, next(current, changes));
            if (stored.isPresent()) {
                base = stored.get();
                saved(changes, ticks);
                return;
            }
            sessions.conflicts().giveWay(tries);
            Lookup found = findAgain(current);
            if (found instanceof Lookup.Absent) {
                valid = false;
                return;
            }
            if (found instanceof Lookup.Changed changed) {
                changes = attributes.rebase(changed.session().attributes(), changes);
                current = changed.session();
                base = current;
            }
        }
        throw new MusterException(SessionMessage.CONFLICT, first.uid().substring(0, 8), TRIES);
    }

    /** Another server may have given the session a new id; the old one must not lead to it again, so ours stays. */
    private Lookup findAgain(StoredSession current) {
        Lookup found = sessions.store().find(key, current);
        return found instanceof Lookup.Absent
                ? sessions.store()
                        .keyOf(current.uid())
                        .map(now -> sessions.store().find(now, current))
                        .orElse(found)
                : found;
    }

    private void saved(Map<String, Optional<StoredAttribute>> changes, long ticks) {
        attributes.saved(changes);
        comparedAt = ticks;
    }

    /** What the store has, with the changes of this server applied. */
    private StoredSession next(StoredSession current, Map<String, Optional<StoredAttribute>> changes) {
        Map<String, StoredAttribute> all = new HashMap<>(current.attributes());
        changes.forEach((name, change) ->
                change.ifPresentOrElse(attribute -> all.put(name, attribute), () -> all.remove(name)));
        Instant access = accessedAt.isAfter(current.lastAccessedAt()) ? accessedAt : current.lastAccessedAt();
        return new StoredSession(
                current.uid(),
                key,
                current.version(),
                current.createdAt(),
                access,
                timeout(),
                principal,
                sessions.serverName(),
                all);
    }

    private Duration timeout() {
        return Timeouts.stored(maxInactive);
    }

    /** Moves the session to another id, everything else unchanged. */
    void rename(String newId) {
        locked(() -> {
            requireValid();
            SessionKey newKey = sessions.key(newId);
            StoredSession current = base;
            if (current != null) {
                valid = sessions.store().rename(current.uid(), newKey);
                requireValid();
                base = current.withKey(newKey);
            }
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
            StoredSession current = base;
            valid = current == null || sessions.store().delete(current.uid());
            return valid;
        });
    }

    /** As {@link #delete}, for a session that was just read from the store, with the attributes that it has there. */
    boolean kill(StoredSession stored) {
        return locked(() -> {
            if (!valid || ending) {
                return false;
            }
            adopt(stored);
            return delete();
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
