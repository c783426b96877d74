package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers that find each other without the database, on real sockets of the loopback interface. */
class DiscoveryIT {

    private static final String GROUP = "239.255.77.84";

    private final Database database = TestDatabase.H2.create();
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();
    private final List<InfinispanGrantCache> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(InfinispanGrantCache::close);
    }

    @Test
    void servers_findEachOtherByAHostName() {
        assertShared("dns", "localhost");
    }

    @Test
    void servers_findEachOtherByMulticast() {
        assumeTrue(multicastWorks(), "the loopback interface of this machine passes no multicast on");

        assertShared("multicast", GROUP + "[" + (TestNode.FIRST_PORT + 50) + "]");
    }

    private void assertShared(String discovery, String addresses) {
        InfinispanGrantCache one = start(1, discovery, addresses);
        Await.until("first is up", () -> one.status().state() == State.UP);
        InfinispanGrantCache two = start(2, discovery, addresses);
        Await.until("second is up", () -> two.status().state() == State.UP);
        Await.until("grants are shared", () -> {
            two.put("a", new Entry(2, 2, 7));
            return one.get("a").equals(Optional.of(new Entry(2, 2, 7)));
        });
        assertThat(List.of(one, two)).allMatch(cache -> cache.status().state() == State.UP);
    }

    private InfinispanGrantCache start(int id, String discovery, String addresses) {
        TestNode.insertServer(database, id);
        Map<String, String> settings =
                new TreeMap<>(Map.of("muster.rooms.discovery", discovery, "muster.rooms.addresses", addresses));
        InfinispanGrantCache cache = InfinispanGrantCache.start(TestNode.of(id, database, trusted, settings));
        open.add(cache);
        return cache;
    }

    private static boolean multicastWorks() {
        try (MulticastSocket socket = new MulticastSocket(TestNode.FIRST_PORT + 51)) {
            InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(GROUP), socket.getLocalPort());
            NetworkInterface loopback = NetworkInterface.getByInetAddress(TestNode.LOOPBACK);
            socket.setNetworkInterface(loopback);
            socket.joinGroup(group, loopback);
            socket.setSoTimeout(2_000);
            socket.send(new DatagramPacket(new byte[] {1}, 1, group));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
