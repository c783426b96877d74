package dev.muster.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.function.BiPredicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How links prove who is at the other end, and how they are protected. Immutable and thread-safe. */
public sealed interface MeshSecurity {

    /**
     * Mutual TLS 1.3. Whom to trust is the matter of the context's trust manager; host names are not compared.
     *
     * @param context must offer a key and check the peer's certificate, in both roles
     */
    static MeshSecurity tls(SSLContext context) {
        return new Tls(context, (certificate, peer) -> true);
    }

    /**
     * The same, and a certificate is good only for the server whose it is: one server cannot introduce itself as another.
     *
     * @param owner whether this certificate, which the context trusts, is that of this peer; asked once per link, on a thread
     *     of the mesh
     */
    static MeshSecurity tls(SSLContext context, BiPredicate<X509Certificate, Peer> owner) {
        return new Tls(context, owner);
    }

    /**
     * Mutual TLS 1.3 with the key and the trusted certificates of one key store, the same on all servers.
     *
     * @throws MeshException if the store cannot be read
     */
    static MeshSecurity keyStore(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return tls(context);
        } catch (IOException | GeneralSecurityException e) {
            String wanted = "a readable key store and its password";
            throw new MeshException(MeshMessage.BAD_SETTING.text("the mesh's key store", file, e, wanted), e);
        }
    }

    /** Both ends prove that they know the secret; frames are sealed with keys derived from it for each link. */
    static MeshSecurity sharedSecret(char[] secret) {
        return new SharedSecret(secret);
    }

    /** No protection at all; refused unless every address is a loopback address. */
    static MeshSecurity loopbackOnly() {
        return new LoopbackOnly();
    }

    /** See {@link MeshSecurity#tls}. */
    record Tls(SSLContext context, BiPredicate<X509Certificate, Peer> owner) implements MeshSecurity {}

    /** See {@link MeshSecurity#loopbackOnly}. */
    record LoopbackOnly() implements MeshSecurity {}

    /** See {@link MeshSecurity#sharedSecret}. */
    final class SharedSecret implements MeshSecurity {

        private final char[] secret;

        private SharedSecret(char[] secret) {
            if (secret.length == 0) {
                String wanted = "a long random text, the same on all servers";
                throw new MeshException(MeshMessage.BAD_SETTING.text("the mesh's secret", "", "it is empty", wanted));
            }
            this.secret = secret.clone();
        }

        /** A copy of the secret. */
        public char[] secret() {
            return secret.clone();
        }

        @Override
        public String toString() {
            return "SharedSecret[****]";
        }
    }
}
