package dev.muster.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session without its attributes, for those who look after sessions. Immutable.
 *
 * @param uid what the session is called in the store
 * @param key the hash of its id
 * @param principal who is signed in, or null
 * @param principalSince since when, by the database's clock; empty if nobody is
 * @param server the name of the server that wrote it last, or null
 * @param createdAt by the database's clock
 * @param lastAccessedAt by the database's clock; up to a tenth of the timeout old
 * @param expiresAt when it ends unless it is accessed again; empty if it never does
 * @param bytes the size of its attributes as they are stored
 */
public record SessionInfo(
        String uid,
        SessionKey key,
        @Nullable String principal,
        Optional<Instant> principalSince,
        @Nullable String server,
        Instant createdAt,
        Instant lastAccessedAt,
        Optional<Instant> expiresAt,
        long bytes) {}
