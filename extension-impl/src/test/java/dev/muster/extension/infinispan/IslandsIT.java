package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that do not find each other, on real sockets. */
class IslandsIT {

    private final Database database = TestDatabase.H2.create();
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /** The grace time is longer than the test waits, so it is no matter of that. */
    @Test
    void serverThatStartsAndFindsNobody_isDegradedFromTheStartUntilItDoes() throws Exception {
        TestNode.insertServer(database, 3);
        ServerSocket blocked = TestNode.occupy(TestNode.FIRST_PORT);
        open.add(blocked);
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> state(one) == State.UP);

        InfinispanGrantCache two = start(2);
        Await.until("second is alone", () -> state(two) == State.DEGRADED);
        assertThat(two.status()).hasToString("DEGRADED missing=[node1]");
        assertThat(shownByJmx("node2", "State")).isEqualTo("DEGRADED");
        assertThat(shownByJmx("node2", "Missing")).isEqualTo(new String[] {"node1"});
        two.put("a", new Entry(2, 2, 7));
        assertThat(one.get("a")).isEmpty();

        // From now on a new start finds the port free on which the other looks for it.
        blocked.close();
        Await.until("they share grants", () -> {
            two.put("b", new Entry(2, 2, 8));
            return one.get("b").equals(Optional.of(new Entry(2, 2, 8)));
        });
        Await.until("nobody is missing", () -> state(one) == State.UP && state(two) == State.UP);
    }

    @Test
    void startThatFails_isTriedAgainUntilItWorks() throws Exception {
        List<ServerSocket> all = TestNode.occupyPorts();
        open.addAll(all);
        InfinispanGrantCache one = start(1);
        Await.until("it fails", () -> one.status().reason().contains("No available port"));
        assertThat(one.get("a")).isEmpty();

        for (ServerSocket socket : all) {
            socket.close();
        }

        Await.until("it works", () -> state(one) == State.UP);
    }

    private InfinispanGrantCache start(int id) {
        TestNode.insertServer(database, id);
        InfinispanGrantCache cache = InfinispanGrantCache.start(TestNode.of(
                id,
                database,
                trusted,
                Map.of(
                        "muster.rooms.discovery",
                        "static",
                        "muster.rooms.addresses",
                        "127.0.0.1[" + TestNode.FIRST_PORT + "]",
                        "muster.lease.duration",
                        "2m",
                        "muster.lease.renewal",
                        "20s")));
        open.add(cache);
        return cache;
    }

    private static State state(InfinispanGrantCache cache) {
        return cache.status().state();
    }

    private static Object shownByJmx(String server, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName("dev.muster:type=RoomCache,cluster=\"" + TestNode.CLUSTER + "\",server=\""
                                + server + "\""),
                        attribute);
    }
}
