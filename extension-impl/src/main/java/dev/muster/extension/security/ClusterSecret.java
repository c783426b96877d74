package dev.muster.extension.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all servers of one cluster share, and the keys derived from it. Immutable and thread-safe.
 *
 * <p>A random secret is kept in the database as it is. A configured one never gets there: the database keeps a
 * verifier, from which neither the secret nor a key can be computed.
 */
public final class ClusterSecret {

    private static final String MAC = "HmacSHA256";
    private static final String STRETCH = "PBKDF2WithHmacSHA256";
    private static final int ITERATIONS = 120_000;
    private static final int KEY_BYTES = 32;
    private static final int FINGERPRINT_DIGITS = 8;
    private static final String RANDOM = "random:";
    private static final String VERIFIER = "verifier:";

    private final byte[] root;
    private final String stored;

    private ClusterSecret(byte[] root, String stored) {
        this.root = root;
        this.stored = stored;
    }

    /** The secret of {@code muster.secret}; takes a tenth of a second on purpose. */
    public static ClusterSecret configured(String secret, String cluster) {
        byte[] root = stretch(secret, "muster cluster " + cluster);
        return new ClusterSecret(root, VERIFIER + hex(mac(root, "verifier")));
    }

    /** A new random secret. */
    public static ClusterSecret random(SecureRandom random) {
        byte[] root = new byte[KEY_BYTES];
        random.nextBytes(root);
        return new ClusterSecret(root, RANDOM + hex(root));
    }

    /** The random secret that a row holds; see {@link #isRandom}. */
    public static ClusterSecret ofRow(String stored) {
        return new ClusterSecret(HexFormat.of().parseHex(stored.substring(RANDOM.length())), stored);
    }

    /** Whether the row holds a random secret, rather than the verifier of a configured one. */
    public static boolean isRandom(String stored) {
        return stored.startsWith(RANDOM);
    }

    /** What the database keeps. */
    public String stored() {
        return stored;
    }

    /** A few digits by which people can tell secrets apart. */
    public String fingerprint() {
        return fingerprint(stored);
    }

    /** A few digits by which people can tell what rows hold apart. */
    public static String fingerprint(String stored) {
        byte[] digest = mac(stored.getBytes(StandardCharsets.UTF_8), "fingerprint");
        return hex(digest).substring(0, FINGERPRINT_DIGITS);
    }

    /** The 256-bit key for one purpose; keys of different purposes tell nothing about each other. */
    public SecretKey key(String purpose) {
        return new SecretKeySpec(mac(root, "key " + purpose), MAC);
    }

    @Override
    public String toString() {
        return "ClusterSecret[" + fingerprint() + "]";
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " belongs to every Java", e);
        }
    }

    private static byte[] stretch(String secret, String salt) {
        try {
            var spec = new PBEKeySpec(
                    secret.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ITERATIONS, KEY_BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance(STRETCH).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(STRETCH + " belongs to every Java", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
