package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jgroups.Version;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.Test;

/** Who gets into the room cache and who does not: the same on all databases. */
class CacheAccessIT extends RunningCaches {

    CacheAccessIT() {
        super(TestDatabase.H2);
    }

    @Test
    void serverWithACertificateThatIsNotInTheRegistry_staysAlone() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "a"));
        Set<String> onlyItself = ConcurrentHashMap.newKeySet();
        onlyItself.addAll(trusted());
        InfinispanGrantCache stranger = start(TestNode.of(2, database(), onlyItself, Map.of()));
        Await.until("stranger is up", () -> holds(stranger, "b"));

        assertThat(stranger.get("a")).isEmpty();
        assertThat(one.get("b")).isEmpty();
    }

    @Test
    void whoeverConnectsWithoutTls_isCutOffAndHarmsNobody() throws IOException {
        InfinispanGrantCache one = start(1);
        Await.until("up", () -> holds(one, "a"));

        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), TestNode.FIRST_PORT), 5_000);
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("bela\1\2\3\4\5\6\7\b garbage".getBytes(StandardCharsets.UTF_8));
            assertThat(endOf(socket)).isTrue();
        }

        InfinispanGrantCache two = start(2);
        Await.until("another server still gets in", () -> two.get("a").isPresent());
    }

    /** The first assertion shows that the greeting is one that JGroups would take. */
    @Test
    void whoeverShowsNoCertificate_isCutOffWhateverItSays() throws Exception {
        InfinispanGrantCache one = start(1);
        Await.until("up", () -> holds(one, "a"));
        SSLContext anonymous = SSLContext.getInstance("TLSv1.3");
        anonymous.init(null, new TrustManager[] {new TrustAll()}, null);

        assertThat(isCutOff(TestNode.of(2, database(), trusted(), Map.of()).tls()))
                .isFalse();
        assertThat(isCutOff(anonymous)).isTrue();
    }

    @Test
    void staticPeers_needNoDatabase() throws Exception {
        Map<String, String> peers = Map.of(
                "muster.rooms.discovery",
                "static",
                "muster.rooms.addresses",
                "127.0.0.1[" + TestNode.FIRST_PORT + "];127.0.0.1[" + (TestNode.FIRST_PORT + 1) + "]");
        InfinispanGrantCache one = start(TestNode.of(1, database(), trusted(), peers));
        Await.until("first is up", () -> holds(one, "a"));
        InfinispanGrantCache two = start(TestNode.of(2, database(), trusted(), peers));

        Await.until("second knows", () -> two.get("a").isPresent());
        assertThat(rows()).isZero();
    }

    @Test
    void infinispanThatCannotStart_knowsNothingAndThrowsNothing() throws Exception {
        SSLContext unusable = SSLContext.getInstance("TLSv1.3");
        InfinispanGrantCache cache = start(TestNode.of(1, database(), unusable, Map.of()));

        cache.put("a", new Entry(1, 1, 1));
        assertThat(cache.get("a")).isEmpty();
        cache.close();
    }

    private static boolean isCutOff(SSLContext tls) throws IOException {
        try (Socket socket =
                tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), TestNode.FIRST_PORT)) {
            socket.setSoTimeout(4_000);
            socket.getOutputStream().write(greeting());
            return endOf(socket);
        } catch (SSLException | SocketException e) {
            return true;
        }
    }

    /** How a server of JGroups introduces itself. */
    private static byte[] greeting() throws IOException {
        IpAddress address = new IpAddress(InetAddress.getLoopbackAddress(), 9);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write("bela".getBytes(StandardCharsets.US_ASCII));
        out.writeShort(Version.version);
        out.writeShort(address.serializedSize());
        address.writeTo(out);
        return bytes.toByteArray();
    }

    /** Whether the other side closes, whatever it says before. */
    private static boolean endOf(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static final class TrustAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
