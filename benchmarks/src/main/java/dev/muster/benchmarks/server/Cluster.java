package dev.muster.benchmarks.server;

import dev.muster.benchmarks.plan.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two servers with the sessions of one variant. Thread-safe; who starts it closes it. */
public final class Cluster implements AutoCloseable {

    private final Variant variant;
    private final List<NodeProcess> nodes = new ArrayList<>();

    private Cluster(Variant variant) {
        this.variant = variant;
    }

    /** Starts both servers on a database. */
    public static Cluster start(Variant variant, String url, Path directory) throws IOException {
        Cluster cluster = new Cluster(variant);
        try {
            for (String name : List.of("node1", "node2")) {
                cluster.nodes.add(NodeProcess.start(variant, name, url, directory.resolve(variant.id() + "-" + name)));
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** What keeps its sessions. */
    public Variant variant() {
        return variant;
    }

    /** Where the servers listen. */
    public List<Integer> ports() {
        return nodes.stream().map(NodeProcess::port).toList();
    }

    /** The servers' processes. */
    public List<Long> pids() {
        return nodes.stream().map(NodeProcess::pid).toList();
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
    }
}
