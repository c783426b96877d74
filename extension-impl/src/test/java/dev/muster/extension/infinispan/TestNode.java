package dev.muster.extension.infinispan;

import dev.muster.config.Settings;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.room.FakeIdentity;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.extension.security.ClusterTls;
import dev.muster.server.Cluster;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** What Infinispan is started with, without a registry: every server of a test trusts those in the given set. */
final class TestNode {

    static final String CLUSTER = "lectures";

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final int PORTS = 101;

    /** Nobody uses this one and the next hundred when the tests begin; another build may run on this machine. */
    static final int FIRST_PORT = freeRange();

    private TestNode() {}

    /** A row of a live server, as the registry would make it. */
    static void insertServer(Database database, int id) {
        database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into muster_server (cluster_name, id, incarnation, name, state, protocol, address, port, path,"
                            + " weight, capacity, tags, lease_until, started_at, id_high_water, software_version,"
                            + " mesh_address, mesh_port, fingerprint) values ('" + CLUSTER + "', ?, ?, ?, 'ACTIVE',"
                            + " 'http', '127.0.0.1', 8080, '', 1, 0, '', ?, 0, 0, '1', '127.0.0.1', 0, '')")) {
                insert.setInt(1, id);
                insert.setLong(2, id);
                insert.setString(3, "node" + id);
                insert.setLong(4, Long.MAX_VALUE);
                return insert.executeUpdate();
            }
        });
    }

    private static int freeRange() {
        Random random = new Random();
        while (true) {
            int first = random.nextInt(10_000, 32_000);
            if (IntStream.range(first, first + PORTS).allMatch(TestNode::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, LOOPBACK)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes every port that a server would try. */
    static List<ServerSocket> occupyPorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
            sockets.add(new ServerSocket(port, 1, LOOPBACK));
        }
        return sockets;
    }

    /** Takes a port and turns away whoever calls there. */
    static ServerSocket occupy(int port) throws IOException {
        ServerSocket socket = new ServerSocket(port, 50, LOOPBACK);
        Thread doorkeeper = new Thread(() -> turnAway(socket), "doorkeeper");
        doorkeeper.setDaemon(true);
        doorkeeper.start();
        return socket;
    }

    private static void turnAway(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException e) {
            // The port is given back.
        }
    }

    static NodeContext of(int id, Database database, Set<String> trusted, Map<String, String> more) {
        ClusterTls tls = ClusterTls.create();
        trusted.add(tls.fingerprint());
        return of(id, database, tls.context(trusted::contains), more);
    }

    static NodeContext of(int id, Database database, SSLContext tls, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of("muster.rooms.port", String.valueOf(FIRST_PORT)));
        settings.putAll(more);
        return new NodeContext(
                Settings.ofMap(settings),
                TestNode.class.getClassLoader(),
                CLUSTER,
                database,
                new FakeIdentity(id, id),
                new Nobody(),
                new NoRegistry(),
                ClusterSecret.random(new SecureRandom()),
                tls,
                LOOPBACK);
    }

    private static final class Nobody implements Cluster {

        @Override
        public String name() {
            return CLUSTER;
        }

        @Override
        public Server self() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Server> servers() {
            return List.of();
        }
    }

    private static final class NoRegistry implements Registry {

        @Override
        public List<Member> members() {
            return List.of();
        }

        @Override
        public void refresh() {}

        @Override
        public long asOf() {
            return 0;
        }

        @Override
        public boolean isGone(int serverId, long incarnation) {
            return false;
        }

        @Override
        public boolean bury(int serverId, long incarnation) {
            return false;
        }

        @Override
        public void listen(MembershipListener listener) {}
    }
}
