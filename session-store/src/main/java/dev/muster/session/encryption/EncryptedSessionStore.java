package dev.muster.session.encryption;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.session.Lookup;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts attributes before another store keeps them, each for itself: see {@link AttributeCipher}. Names of attributes,
 * times and the principal stay readable, for the store needs them. Thread-safe.
 *
 * <p>An attribute that did not change keeps the very bytes that are stored, although encrypting it again would give
 * others: each attribute remembers {@linkplain StoredAttribute#origin() the form it was made from}, and that object is
 * handed down again. So nothing is encrypted twice, what the store keeps apart is not written again, and comparisons by
 * digest, which see the attributes before encryption, do not notice. The memory that a cached session takes doubles.
 */
public final class EncryptedSessionStore implements SessionStore {

    private final SessionStore store;
    private final AttributeCipher cipher;

    EncryptedSessionStore(SessionStore store, AttributeCipher cipher) {
        this.store = store;
        this.cipher = cipher;
    }

    /**
     * The store itself, or an encrypted one on top of it if the settings have keys.
     *
     * @throws MusterException if the keys cannot be used
     */
    public static SessionStore on(SessionStore store, Settings settings, String cluster) {
        Optional<String> keys = settings.text(Setting.SESSION_ENCRYPTION_KEYS);
        return keys.isEmpty()
                ? store
                : new EncryptedSessionStore(store, new AttributeCipher(cluster, EncryptionKeys.parse(keys.get())));
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Lookup find(SessionKey key, @Nullable StoredSession known) {
        Lookup found = store.find(key, known == null ? null : asStored(known));
        return found instanceof Lookup.Changed changed ? new Lookup.Changed(opened(changed.session(), known)) : found;
    }

    @Override
    public Optional<StoredSession> create(StoredSession session) {
        StoredSession sealed = with(session, attribute -> cipher.seal(session.uid(), attribute));
        return store.create(sealed).map(stored -> paired(stored, session));
    }

    @Override
    public Optional<StoredSession> save(StoredSession base, StoredSession next) {
        StoredSession sealed = with(
                next, attribute -> isFrom(base, attribute) ? asStored(attribute) : cipher.seal(next.uid(), attribute));
        return store.save(asStored(base), sealed).map(stored -> paired(stored, next));
    }

    @Override
    public boolean touch(String uid, Instant accessedAt) {
        return store.touch(uid, accessedAt);
    }

    @Override
    public boolean rename(String uid, SessionKey newKey) {
        return store.rename(uid, newKey);
    }

    @Override
    public boolean delete(String uid) {
        return store.delete(uid);
    }

    @Override
    public List<StoredSession> takeExpired(int limit) {
        return store.takeExpired(limit).stream()
                .map(session -> opened(session, null))
                .toList();
    }

    @Override
    public Optional<SessionKey> keyOf(String uid) {
        return store.keyOf(uid);
    }

    @Override
    public List<SessionInfo> search(@Nullable String principal, int limit) {
        return store.search(principal, limit);
    }

    /** What the caller has opened already is not opened again. */
    private StoredSession opened(StoredSession stored, @Nullable StoredSession known) {
        Map<String, StoredAttribute> open = known == null ? Map.of() : known.attributes();
        return with(stored, attribute -> {
            StoredAttribute copy = open.get(attribute.name());
            return copy != null && attribute.equals(copy.origin()) ? copy : cipher.open(stored.uid(), attribute);
        });
    }

    @SuppressWarnings("ReferenceEquality") // by the contract of save, what did not change is the same object
    private static boolean isFrom(StoredSession base, StoredAttribute attribute) {
        return base.attributes().get(attribute.name()) == attribute;
    }

    /** What was just stored, with the attributes as the caller knows them. */
    private static StoredSession paired(StoredSession stored, StoredSession plain) {
        return with(stored, attribute -> {
            StoredAttribute known = plain.attributes().get(attribute.name());
            return known == null || known.equals(attribute) ? attribute : known.madeFrom(attribute);
        });
    }

    private static StoredSession asStored(StoredSession session) {
        return with(session, EncryptedSessionStore::asStored);
    }

    private static StoredAttribute asStored(StoredAttribute attribute) {
        StoredAttribute origin = attribute.origin();
        return origin == null ? attribute : origin;
    }

    private static StoredSession with(StoredSession session, UnaryOperator<StoredAttribute> change) {
        Map<String, StoredAttribute> attributes = new HashMap<>();
        session.attributes().forEach((name, attribute) -> attributes.put(name, change.apply(attribute)));
        return session.withAttributes(attributes);
    }
}
