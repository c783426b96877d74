package dev.muster.extension.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.Settings;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Leases here are renewed every three minutes and there is no mesh: whoever hears of another server before, has it from
 * Infinispan's view.
 */
class MembershipByViewIT {

    private static final long LIMIT_SECONDS = 60;

    private final Database database = TestDatabase.H2.create();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void serversThatComeAndGo_areAnnouncedLongBeforeTheNextRenewal() throws Exception {
        try (ClusterNode east = start("east", new Listener())) {
            awaitUp(east);
            ClusterNode west = start("west", NodeListener.NONE);
            try {
                assertThat(heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("west joined");
                awaitUp(west);
            } finally {
                west.close();
            }
            assertThat(heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("west left, orderly: true");
            assertThat(heard).isEmpty();
        }
    }

    private ClusterNode start(String name, NodeListener listener) {
        Settings settings = Settings.ofMap(Map.of(
                "muster.mode", "cluster",
                "muster.server.name", name,
                "muster.server.protocol", "http",
                "muster.server.address", "127.0.0.1",
                "muster.server.port", "8080",
                "muster.mesh.address", "127.0.0.1",
                "muster.lease.duration", "10m",
                "muster.lease.renewal", "3m"));
        return ClusterNode.start(settings, database, "/shop", new WithoutMesh(), listener, Optional.empty());
    }

    private static void awaitUp(ClusterNode node) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (node.roomCache().orElseThrow().state() != CacheStatus.State.UP) {
            assertThat(System.nanoTime() - deadline)
                    .as(node.roomCache().toString())
                    .isNegative();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private final class Listener implements NodeListener {

        @Override
        public void joined(Server server) {
            heard.add(server.name() + " joined");
        }

        @Override
        public void left(Server server, boolean orderly) {
            heard.add(server.name() + " left, orderly: " + orderly);
        }
    }

    /** An application without muster-jpa. */
    private static final class WithoutMesh extends ClassLoader {

        WithoutMesh() {
            super(MembershipByViewIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.muster.jpa.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
