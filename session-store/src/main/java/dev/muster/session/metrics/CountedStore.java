package dev.muster.session.metrics;

import dev.muster.session.Lookup;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that counts what is asked of it. Thread-safe as the store is. */
public final class CountedStore implements SessionStore {

    private final SessionStore store;
    private final SessionMetrics metrics;

    /** The same store, counted. */
    public CountedStore(SessionStore store, SessionMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Lookup find(SessionKey key, @Nullable StoredSession known) {
        Lookup found = call(() -> store.find(key, known));
        if (found instanceof Lookup.Changed changed) {
            metrics.increment(SessionCounter.LOADS);
            metrics.add(SessionCounter.BYTES_READ, newBytes(known, changed.session()));
        } else {
            metrics.increment(found instanceof Lookup.Current ? SessionCounter.HITS : SessionCounter.MISSES);
        }
        return found;
    }

    @Override
    public Optional<StoredSession> create(StoredSession session) {
        Optional<StoredSession> created = call(() -> store.create(session));
        if (created.isPresent()) {
            metrics.increment(SessionCounter.CREATED);
            metrics.add(SessionCounter.BYTES_WRITTEN, newBytes(null, session));
        }
        return created;
    }

    @Override
    public Optional<StoredSession> save(StoredSession base, StoredSession next) {
        Optional<StoredSession> saved = call(() -> store.save(base, next));
        if (saved.isPresent()) {
            metrics.increment(SessionCounter.SAVES);
            metrics.add(SessionCounter.BYTES_WRITTEN, newBytes(base, next));
        }
        return saved;
    }

    @Override
    public boolean touch(String uid, Instant accessedAt) {
        boolean touched = call(() -> store.touch(uid, accessedAt));
        if (touched) {
            metrics.increment(SessionCounter.TOUCHES);
        }
        return touched;
    }

    @Override
    public boolean rename(String uid, SessionKey newKey) {
        return call(() -> store.rename(uid, newKey));
    }

    @Override
    public Optional<SessionKey> keyOf(String uid) {
        return call(() -> store.keyOf(uid));
    }

    @Override
    public boolean delete(String uid) {
        return call(() -> store.delete(uid));
    }

    @Override
    public List<StoredSession> takeExpired(int limit) {
        List<StoredSession> taken = call(() -> store.takeExpired(limit));
        metrics.add(SessionCounter.EXPIRED, taken.size());
        return taken;
    }

    @Override
    public List<SessionInfo> search(@Nullable String principal, int limit) {
        return call(() -> store.search(principal, limit));
    }

    private <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (SessionStoreUnavailableException e) {
            metrics.increment(SessionCounter.OUTAGES);
            throw e;
        }
    }

    /** Attributes that did not change are the same objects. */
    @SuppressWarnings("ReferenceEquality") // which is quick, and what the store goes by
    private static long newBytes(@Nullable StoredSession before, StoredSession after) {
        Collection<StoredAttribute> attributes = after.attributes().values();
        return attributes.stream()
                .filter(attribute -> before == null || before.attributes().get(attribute.name()) != attribute)
                .mapToLong(attribute -> attribute.bytes().length)
                .sum();
    }
}
