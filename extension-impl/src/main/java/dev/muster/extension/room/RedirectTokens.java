package dev.muster.extension.room;

import dev.muster.extension.room.Ticket.Nonce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and checks the tokens in redirect URLs: a {@link Ticket} followed by its HMAC-SHA-256, in base64url. The key is
 * the cluster's, and the cluster's name goes into the HMAC, so that clusters which share a secret do not take each
 * other's tokens. Nothing is parsed before its length and its HMAC were found right. Thread-safe.
 */
final class RedirectTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;

    /** A token with the longest user and the longest room has fewer. */
    private static final int MAX_CHARS = 2400;

    private final SecretKey key;
    private final byte[] cluster;
    private final long lifeMillis;
    private final LongSupplier clock;
    private final SecureRandom random;

    /**
     * Tokens of one cluster.
     *
     * @param key secret of all servers of the cluster, for this purpose only
     * @param life how long a token is good for
     * @param clock the database's clock in epoch milliseconds
     */
    RedirectTokens(SecretKey key, String cluster, Duration life, LongSupplier clock, SecureRandom random) {
        this.key = key;
        this.cluster = cluster.getBytes(StandardCharsets.UTF_8);
        this.lifeMillis = life.toMillis();
        this.clock = clock;
        this.random = random;
    }

    String issue(LiveGrant grant, String user) {
        if (user.getBytes(StandardCharsets.UTF_8).length > Ticket.MAX_USER_BYTES) {
            throw new IllegalArgumentException(
                    "the user's name has more than " + Ticket.MAX_USER_BYTES + " bytes, too many for a URL");
        }
        byte[] ticket = new Ticket(
                        user,
                        grant.room(),
                        grant.server().id(),
                        grant.server().incarnation(),
                        grant.epoch(),
                        clock.getAsLong() + lifeMillis,
                        new Nonce(random.nextLong(), random.nextLong()))
                .encode();
        byte[] token = ByteBuffer.allocate(ticket.length + MAC_BYTES)
                .put(ticket)
                .put(mac(ByteBuffer.wrap(ticket)))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The ticket of a genuine token that has not expired. */
    Optional<Ticket> open(String token) {
        return bytes(token)
                .filter(this::isGenuine)
                .flatMap(bytes -> Ticket.decode(ticketIn(bytes)))
                .filter(ticket -> ticket.expiresAt() > clock.getAsLong());
    }

    private static Optional<byte[]> bytes(String token) {
        if (token.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(token)).filter(bytes -> bytes.length > MAC_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isGenuine(byte[] token) {
        ByteBuffer claimed = ByteBuffer.wrap(token, token.length - MAC_BYTES, MAC_BYTES);
        byte[] mac = new byte[MAC_BYTES];
        claimed.get(mac);
        return MessageDigest.isEqual(mac, mac(ticketIn(token)));
    }

    private static ByteBuffer ticketIn(byte[] token) {
        return ByteBuffer.wrap(token, 0, token.length - MAC_BYTES);
    }

    private byte[] mac(ByteBuffer ticket) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(cluster.length).flip());
            mac.update(cluster);
            mac.update(ticket);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
