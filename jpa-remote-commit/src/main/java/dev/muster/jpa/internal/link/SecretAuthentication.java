package dev.muster.jpa.internal.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Both sides prove that they know the secret, then seal their frames.
 *
 * <ol>
 *   <li>Each side sends a random nonce.
 *   <li>Each side derives four keys from the stretched secret and both nonces: to prove and to seal, per direction.
 *   <li>The connector sends its proof, an HMAC over both nonces. The acceptor checks it before it sends its own.
 * </ol>
 *
 * <p>The keys are bound to the direction, so a proof sent back to its author proves nothing.
 */
final class SecretAuthentication implements Authentication {

    private static final int NONCE_BYTES = 32;
    private static final int ROUNDS = 100_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey stretched;

    SecretAuthentication(char[] secret) {
        byte[] salt = "muster mesh shared secret 1".getBytes(StandardCharsets.UTF_8);
        PBEKeySpec spec = new PBEKeySpec(secret, salt, ROUNDS, 256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            stretched = new SecretKeySpec(key, "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public int mode() {
        return 2;
    }

    @Override
    public String description() {
        return "shared secret, AES-GCM";
    }

    @Override
    public Authenticated authenticate(Socket socket, boolean connector) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] mine = new byte[NONCE_BYTES];
        RANDOM.nextBytes(mine);
        socket.getOutputStream().write(mine);
        byte[] theirs = in.readNBytes(NONCE_BYTES);
        Keys keys = connector ? new Keys(mine, theirs) : new Keys(theirs, mine);
        if (connector) {
            socket.getOutputStream().write(keys.proof("connector"));
            check(in, keys.proof("acceptor"));
        } else {
            check(in, keys.proof("connector"));
            socket.getOutputStream().write(keys.proof("acceptor"));
        }
        return Authenticated.anyone(sealed(socket, keys, connector));
    }

    private static void check(DataInputStream in, byte[] expected) throws IOException {
        byte[] proof = in.readNBytes(expected.length);
        if (!MessageDigest.isEqual(proof, expected)) {
            throw new IOException("the other side does not know the secret");
        }
    }

    private static Channel sealed(Socket socket, Keys keys, boolean connector) throws IOException {
        SecretKey byConnector = new SecretKeySpec(keys.derive("connector seals"), "AES");
        SecretKey byAcceptor = new SecretKeySpec(keys.derive("acceptor seals"), "AES");
        Channel plain = new StreamChannel(socket.getInputStream(), socket.getOutputStream());
        return connector
                ? new SealedChannel(plain, byAcceptor, byConnector)
                : new SealedChannel(plain, byConnector, byAcceptor);
    }

    private static byte[] hmac(SecretKey key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HmacSHA256", e);
        }
    }

    /** The keys of one connection: extract and expand as in RFC 5869, one block per key. */
    private final class Keys {

        private final byte[] connectorNonce;
        private final byte[] acceptorNonce;
        private final SecretKey extracted;

        Keys(byte[] connectorNonce, byte[] acceptorNonce) {
            this.connectorNonce = connectorNonce;
            this.acceptorNonce = acceptorNonce;
            extracted = new SecretKeySpec(hmac(stretched, connectorNonce, acceptorNonce), "HmacSHA256");
        }

        byte[] derive(String purpose) {
            return hmac(extracted, ("muster mesh 1 " + purpose).getBytes(StandardCharsets.UTF_8), new byte[] {1});
        }

        byte[] proof(String side) {
            SecretKey key = new SecretKeySpec(derive(side + " proves"), "HmacSHA256");
            return hmac(key, connectorNonce, acceptorNonce);
        }
    }
}
