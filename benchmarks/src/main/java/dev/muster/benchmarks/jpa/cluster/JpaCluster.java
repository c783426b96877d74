package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.node.JpaNode;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import dev.muster.benchmarks.jpa.spec.NodeSpec.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The nodes of one variant, on one database. For one thread; who starts it closes it. */
public final class JpaCluster implements AutoCloseable {

    private final JpaVariant variant;
    private final Network network;
    private final String url;
    private final Path directory;
    private final List<JpaProcess> nodes = new ArrayList<>();

    private JpaCluster(JpaVariant variant, Network network, String url, Path directory) {
        this.variant = variant;
        this.network = network;
        this.url = url;
        this.directory = directory;
    }

    /**
     * Starts nodes and waits until all are ready.
     *
     * @param variant what keeps their caches coherent
     * @param count how many
     * @param wired whether the links go through {@link Wire wires}
     * @param url JDBC URL of the database, with the table in it
     * @param directory for logs
     */
    public static JpaCluster start(JpaVariant variant, int count, boolean wired, String url, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        JpaCluster cluster = new JpaCluster(variant, Network.of(variant, count, wired), url, directory);
        try {
            for (int i = 0; i < count; i++) {
                cluster.nodes.add(cluster.launch(i, List.of(), List.of()));
            }
            for (JpaProcess node : cluster.nodes) {
                node.awaitReady();
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private JpaProcess launch(int index, List<String> options, List<String> more) throws IOException {
        Endpoint own = network.endpoint(index);
        NodeSpec spec = new NodeSpec(
                variant,
                url,
                own,
                network.discoveryPort(),
                network.peersOf(index),
                network.outside(index),
                KeyStores.in(directory));
        return JpaProcess.start(spec, options, more, directory.resolve(variant.id() + "-" + index + ".log"));
    }

    /** Starts a node anew, in the place of one that has ended. */
    public JpaProcess restart(int index) throws IOException {
        return restart(index, List.of());
    }

    /** Starts a node anew, in the place of one that has ended, whose wall clock can be changed. */
    public JpaProcess restartWithClock(int index) throws IOException {
        return restart(index, List.of(ClockAgent.option(directory)));
    }

    private JpaProcess restart(int index, List<String> options) throws IOException {
        JpaProcess node = launch(index, options, List.of());
        nodes.set(index, node);
        node.awaitReady();
        return node;
    }

    /** Starts a node that stands by, to take a place with {@link #replace}. */
    public JpaProcess standBy(int index) throws IOException {
        JpaProcess node = launch(index, List.of(), List.of(JpaNode.STANDBY));
        node.awaitReady();
        return node;
    }

    /** Lets a node that stands by take the place of one that has ended; returns when it can be asked. */
    public void replace(int index, JpaProcess standBy) throws IOException {
        nodes.set(index, standBy);
        standBy.go();
    }

    /** What keeps the caches coherent. */
    public JpaVariant variant() {
        return variant;
    }

    /** The nodes. */
    public List<JpaProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** One of them. */
    public JpaProcess node(int index) {
        return nodes.get(index);
    }

    /** What connects them. */
    public Network network() {
        return network;
    }

    /** Their process ids. */
    public List<Long> pids() {
        return nodes.stream().map(JpaProcess::pid).toList();
    }

    @Override
    public void close() {
        nodes.forEach(JpaProcess::close);
        network.close();
    }
}
