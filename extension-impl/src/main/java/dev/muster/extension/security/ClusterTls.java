package dev.muster.extension.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;

/**
 * The key with which one start of a server shows who it is: made at the start, kept in memory only, gone with the
 * process. Its certificate is known to the others by the fingerprint in the registry; nothing else in it counts, not
 * even the dates. Immutable and thread-safe.
 */
public final class ClusterTls {

    /** Nobody compares dates; these do not depend on the clock of this server. */
    private static final ZonedDateTime FROM = ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final ZonedDateTime TO = FROM.plusYears(100);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private ClusterTls(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Makes a new key. */
    public static ClusterTls create() {
        SelfSignedX509CertificateAndSigningKey made = SelfSignedX509CertificateAndSigningKey.builder()
                .setDn(new X500Principal("CN=muster"))
                .setKeyAlgorithmName("EC")
                .setKeySize(256)
                .setSignatureAlgorithmName("SHA256withECDSA")
                .setNotValidBefore(FROM)
                .setNotValidAfter(TO)
                .build();
        return new ClusterTls(made.getSelfSignedCertificate(), made.getSigningKey());
    }

    /** SHA-256 of the certificate in hexadecimal digits. */
    public String fingerprint() {
        return fingerprint(certificate);
    }

    /**
     * A context for both roles, which shows this certificate and trusts those whose fingerprint is accepted. Whoever
     * uses it asks for TLS 1.3 and, as a server, for the client's certificate.
     *
     * @param accepted whether a fingerprint is that of a peer, as the registry or the configuration says; called for each
     *     handshake
     */
    public SSLContext context(Predicate<String> accepted) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys(), new TrustManager[] {new PinnedTrust(accepted)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("this Java has no TLS 1.3 with elliptic curves", e);
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException, java.io.IOException {
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("muster", key, password, new X509Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    /** SHA-256 of a certificate in hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every Java", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded has no encoding", e);
        }
    }

    /** The handshake proves that the peer has the key; this proves that the key is a peer's. */
    private static final class PinnedTrust extends X509ExtendedTrustManager {

        private final Predicate<String> accepted;

        PinnedTrust(Predicate<String> accepted) {
            this.accepted = accepted;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            String shown = fingerprint(chain[0]);
            if (!accepted.test(shown)) {
                throw new CertificateException(
                        "the certificate shown is not accepted here: its fingerprint is " + shown);
            }
        }
    }
}
