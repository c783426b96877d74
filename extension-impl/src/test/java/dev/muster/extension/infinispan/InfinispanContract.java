package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.context.NodeContext;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.Database;
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
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jgroups.Version;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real Infinispan on real sockets and TLS, with discovery through one kind of database. */
abstract class InfinispanContract {

    private final Database database;
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();
    private final List<InfinispanGrantCache> open = new ArrayList<>();

    InfinispanContract(TestDatabase kind) {
        database = kind.create();
    }

    @AfterEach
    void close() {
        open.forEach(InfinispanGrantCache::close);
    }

    @Test
    void servers_findEachOtherThroughTheDatabaseAndShareGrants() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "before"));
        InfinispanGrantCache two = start(2);

        Await.until(
                "second knows what was there before", () -> two.get("before").isPresent());
        Await.until("first hears of the second's", () -> {
            two.put("after", new Entry(2, 2, 7));
            return one.get("after").isPresent();
        });

        assertThat(one.get("after")).contains(new Entry(2, 2, 7));
        // Repeated, because one put may overtake another: the cache gives hints, and keeps no order.
        Await.until("the end is heard of", () -> {
            two.put("after", new Entry(2, 0, 7));
            return one.get("after").equals(Optional.of(new Entry(2, 0, 7)));
        });
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void serverThatLeaves_leavesNoRow() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "a"));
        InfinispanGrantCache two = start(2);
        Await.until("second is up", () -> two.get("a").isPresent());

        two.close();
        Await.until("its row is gone", () -> rows() == 1);
        one.close();
        Await.until("all rows are gone", () -> rows() == 0);
        assertThat(one.get("a")).isEmpty();
    }

    @Test
    void rowOfADeadServer_isRemovedAndStopsNobody() {
        insertDeadRow();

        InfinispanGrantCache one = start(1);

        Await.until("up", () -> holds(one, "a"));
        Await.until("only its own row is left", () -> rows() == 1);
    }

    @Test
    void serverWithACertificateThatIsNotInTheRegistry_staysAlone() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "a"));
        Set<String> onlyItself = ConcurrentHashMap.newKeySet();
        onlyItself.addAll(trusted);
        InfinispanGrantCache stranger = start(TestNode.of(2, database, onlyItself, Map.of()));
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

        assertThat(isCutOff(TestNode.of(2, database, trusted, Map.of()).tls())).isFalse();
        assertThat(isCutOff(anonymous)).isTrue();
    }

    @Test
    void staticPeers_needNoDatabase() throws Exception {
        Map<String, String> peers = Map.of(
                "muster.rooms.discovery",
                "static",
                "muster.rooms.addresses",
                "127.0.0.1[" + TestNode.FIRST_PORT + "];127.0.0.1[" + (TestNode.FIRST_PORT + 1) + "]");
        InfinispanGrantCache one = start(TestNode.of(1, database, trusted, peers));
        Await.until("first is up", () -> holds(one, "a"));
        InfinispanGrantCache two = start(TestNode.of(2, database, trusted, peers));

        Await.until("second knows", () -> two.get("a").isPresent());
        assertThat(rows()).isZero();
    }

    @Test
    void infinispanThatCannotStart_knowsNothingAndThrowsNothing() throws Exception {
        SSLContext unusable = SSLContext.getInstance("TLSv1.3");
        InfinispanGrantCache cache = start(TestNode.of(1, database, unusable, Map.of()));

        cache.put("a", new Entry(1, 1, 1));
        assertThat(cache.get("a")).isEmpty();
        cache.close();
    }

    private InfinispanGrantCache start(int id) {
        return start(TestNode.of(id, database, trusted, Map.of()));
    }

    private InfinispanGrantCache start(NodeContext node) {
        InfinispanGrantCache cache = InfinispanGrantCache.start(node);
        open.add(cache);
        return cache;
    }

    private static boolean holds(InfinispanGrantCache cache, String room) {
        cache.put(room, new Entry(1, 1, 1));
        return cache.get(room).equals(Optional.of(new Entry(1, 1, 1)));
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

    private long rows() {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select count(*) from muster_discovery")) {
                var rows = statement.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private void insertDeadRow() {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into muster_discovery (address, name, cluster_name, ip, coordinator) values ("
                            + "'uuid://00000000-0000-0000-0000-000000000001', 'dead', '" + TestNode.CLUSTER
                            + "', '127.0.0.1:1', true)")) {
                return statement.executeUpdate();
            }
        });
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
