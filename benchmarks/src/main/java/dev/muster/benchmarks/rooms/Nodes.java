package dev.muster.benchmarks.rooms;

import dev.muster.config.Settings;
import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.node.ClusterNode;
import dev.muster.extension.node.NodeListener;
import dev.muster.sql.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Servers in this JVM. */
final class Nodes {

    private Nodes() {}

    /** Joins a cluster; what is not in the settings is as it ships, but nothing is given away at the end. */
    static ClusterNode start(String cluster, String name, DataSource dataSource, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "muster.mode", "cluster",
                "muster.cluster", cluster,
                "muster.server.name", name,
                "muster.server.port", "8080",
                "muster.rooms.stop-limit", "0s"));
        all.putAll(settings);
        return ClusterNode.start(
                Settings.ofMap(all),
                Database.open(dataSource),
                "/rooms",
                Nodes.class.getClassLoader(),
                NodeListener.NONE,
                Optional.empty());
    }

    /** Waits until its Infinispan is so. */
    static void await(ClusterNode node, State state) {
        while (node.roomCache().filter(cache -> cache.state() == state).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
