package dev.muster.extension.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class ClusterTlsTest {

    private final ClusterTls one = ClusterTls.create();
    private final ClusterTls other = ClusterTls.create();

    @Test
    void fingerprints_areDifferentAndFitTheColumn() {
        assertThat(one.fingerprint()).hasSize(64).matches("[0-9a-f]+").isNotEqualTo(other.fingerprint());
    }

    @Test
    void bothKnowEachOther_talkOverTls13() throws Exception {
        String protocol = talk(one.context(knows(other)), other.context(knows(one)));

        assertThat(protocol).isEqualTo("TLSv1.3");
    }

    @Test
    void clientUnknownToTheServer_isRefused() {
        assertThatThrownBy(() -> talk(one.context(fingerprint -> false), other.context(knows(one))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void serverUnknownToTheClient_isRefused() {
        assertThatThrownBy(() -> talk(one.context(knows(other)), other.context(fingerprint -> false)))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("not accepted here")
                .hasMessageContaining(one.fingerprint());
    }

    private static Predicate<String> knows(ClusterTls tls) {
        return Set.of(tls.fingerprint())::contains;
    }

    /** A byte there and back, as a client only then knows that its certificate was accepted. */
    private static String talk(SSLContext server, SSLContext client) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(true);
            listener.setEnabledProtocols(new String[] {"TLSv1.3"});
            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(listener));
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(7);
                if (socket.getInputStream().read() != 7) {
                    throw new IOException("no echo");
                }
                return socket.getSession().getProtocol();
            } finally {
                echo.join();
            }
        }
    }

    private static void echo(SSLServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(socket.getInputStream().read());
        } catch (IOException e) {
            // The client sees the same failure from its side, and that is the one that is looked at.
        }
    }
}
