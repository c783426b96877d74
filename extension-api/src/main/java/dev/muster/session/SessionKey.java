package dev.muster.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a store knows of a session id: its SHA-256, so that nobody who reads the store can take a session over.
 * Immutable.
 *
 * @param hash 64 lower-case hexadecimal digits
 */
public record SessionKey(String hash) {

    /** Checks the component. */
    public SessionKey {
        Objects.requireNonNull(hash, "hash");
        if (hash.length() != 64) {
            throw new IllegalArgumentException("a session key has 64 digits, this one has " + hash.length());
        }
    }

    /** The key of a session id as the client knows it, without its route suffix. */
    public static SessionKey of(String sessionId) {
        return new SessionKey(HexFormat.of().formatHex(sha256().digest(sessionId.getBytes(StandardCharsets.UTF_8))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
