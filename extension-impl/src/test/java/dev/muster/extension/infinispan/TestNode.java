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
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** What Infinispan is started with, without a registry: every server of a test trusts those in the given set. */
final class TestNode {

    static final String CLUSTER = "lectures";

    /** Out of the way of a server that may run on this machine. */
    static final int FIRST_PORT = 17_800;

    private TestNode() {}

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
                InetAddress.getLoopbackAddress());
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
        public boolean bury(int serverId, long incarnation) {
            return false;
        }

        @Override
        public void listen(MembershipListener listener) {}
    }
}
