package dev.muster.session.encryption;

import dev.muster.session.StoredAttribute;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single attributes by AES-256-GCM. Thread-safe.
 *
 * <ol>
 *   <li>Each session has a key of its own: HMAC-SHA256 of cluster and session uid under the configured key. So random
 *       nonces of 96 bits cannot repeat in practice, however many sessions there are.
 *   <li>Cluster, uid, attribute name, codec and key id are authenticated: bytes moved to another attribute or session do
 *       not decrypt.
 *   <li>The stored codec is {@code aes-gcm:}<i>key id</i>{@code :}<i>codec</i>, the stored bytes are nonce, ciphertext and
 *       tag.
 * </ol>
 */
final class AttributeCipher {

    private static final String PREFIX = "aes-gcm:";
    private static final String UNENCRYPTED = "unencrypted:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String cluster;
    private final EncryptionKeys keys;
    private final SecureRandom random = new SecureRandom();

    AttributeCipher(String cluster, EncryptionKeys keys) {
        this.cluster = cluster;
        this.keys = keys;
    }

    /** The attribute as the store shall have it. What is sealed already, because nobody here can open it, stays so. */
    StoredAttribute seal(String uid, StoredAttribute plain) {
        Optional<String> keyId = keys.writes();
        if (keyId.isEmpty() || plain.codec().startsWith(PREFIX)) {
            return plain;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, uid, plain.name(), plain.codec(), keyId.get(), nonce);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.bytes().length));
            cipher.doFinal(plain.bytes(), 0, plain.bytes().length, sealed, NONCE_BYTES);
            return new StoredAttribute(plain.name(), PREFIX + keyId.get() + ":" + plain.codec(), sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM mode", e);
        }
    }

    /**
     * The attribute as it was before it was sealed. One that cannot be opened, or that is not sealed although it should be,
     * comes back under a codec that nobody has, so that it is quarantined.
     */
    StoredAttribute open(String uid, StoredAttribute stored) {
        if (stored.codec().startsWith(PREFIX)) {
            return unsealed(uid, stored).map(plain -> plain.madeFrom(stored)).orElse(stored);
        }
        if (keys.readsPlain()) {
            return stored;
        }
        return new StoredAttribute(stored.name(), UNENCRYPTED + stored.codec(), stored.bytes()).madeFrom(stored);
    }

    private Optional<StoredAttribute> unsealed(String uid, StoredAttribute stored) {
        String[] parts = stored.codec().split(":", 3);
        byte[] bytes = stored.bytes();
        if (parts.length < 3 || keys.find(parts[1]).isEmpty() || bytes.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, uid, stored.name(), parts[2], parts[1], nonce)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new StoredAttribute(stored.name(), parts[2], plain));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String uid, String name, String codec, String keyId, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sessionKey(keyId, uid), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(joined(cluster, uid, name, codec, keyId));
        return cipher;
    }

    private SecretKey sessionKey(String keyId, String uid) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(keys.find(keyId).orElseThrow());
        return new SecretKeySpec(mac.doFinal(joined("muster session attributes", cluster, uid)), "AES");
    }

    /** Each text after its length, so that no two lists give the same bytes. */
    private static byte[] joined(String... texts) {
        byte[][] parts = Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> Integer.BYTES + part.length).sum());
        for (byte[] part : parts) {
            all.putInt(part.length).put(part);
        }
        return all.array();
    }
}
