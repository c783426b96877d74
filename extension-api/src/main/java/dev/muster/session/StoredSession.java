package dev.muster.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as a store keeps it. Immutable.
 *
 * @param uid what the session is called in the store, for all its life: 32 hexadecimal digits, never told to a client
 * @param key the hash of its present id, by which it is found
 * @param version raised by each write of attributes or timeout; a write names the version that it is based on
 * @param createdAt by the database's clock
 * @param lastAccessedAt by the database's clock; never moves back
 * @param timeout how long it lives after its last access; {@link Duration#ZERO} means for ever
 * @param principal who is signed in, or null
 * @param server the name of the server that wrote it last, or null
 * @param attributes the encoded attributes by name
 */
public record StoredSession(
        String uid,
        SessionKey key,
        long version,
        Instant createdAt,
        Instant lastAccessedAt,
        Duration timeout,
        @Nullable String principal,
        @Nullable String server,
        Map<String, StoredAttribute> attributes) {

    /** Checks and copies the components. */
    public StoredSession {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastAccessedAt, "lastAccessedAt");
        Objects.requireNonNull(timeout, "timeout");
        attributes = Map.copyOf(attributes);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", it must not be negative");
        }
    }

    /** When the session ends unless it is accessed again; empty if it never does. */
    public Optional<Instant> expiresAt() {
        return timeout.isZero() ? Optional.empty() : Optional.of(lastAccessedAt.plus(timeout));
    }

    /** The same session at another version. */
    public StoredSession atVersion(long newVersion) {
        return new StoredSession(
                uid, key, newVersion, createdAt, lastAccessedAt, timeout, principal, server, attributes);
    }

    /** The same session under another id. */
    public StoredSession withKey(SessionKey newKey) {
        return new StoredSession(
                uid, newKey, version, createdAt, lastAccessedAt, timeout, principal, server, attributes);
    }

    /** The same session with another last access, which may be earlier. */
    public StoredSession accessedAt(Instant access) {
        return new StoredSession(uid, key, version, createdAt, access, timeout, principal, server, attributes);
    }

    /** The same session with another timeout. */
    public StoredSession withTimeout(Duration newTimeout) {
        return new StoredSession(
                uid, key, version, createdAt, lastAccessedAt, newTimeout, principal, server, attributes);
    }

    /** The same session as another principal's, or nobody's. */
    public StoredSession withPrincipal(@Nullable String newPrincipal) {
        return new StoredSession(
                uid, key, version, createdAt, lastAccessedAt, timeout, newPrincipal, server, attributes);
    }

    /** The same session, written by another server. */
    public StoredSession writtenBy(String serverName) {
        return new StoredSession(
                uid, key, version, createdAt, lastAccessedAt, timeout, principal, serverName, attributes);
    }

    /** The same session with other attributes. */
    public StoredSession withAttributes(Map<String, StoredAttribute> newAttributes) {
        return new StoredSession(
                uid, key, version, createdAt, lastAccessedAt, timeout, principal, server, newAttributes);
    }
}
