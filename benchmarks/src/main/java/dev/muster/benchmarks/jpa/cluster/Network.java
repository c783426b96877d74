package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.JpaVariant.Transport;
import dev.muster.benchmarks.jpa.spec.NodeSpec.Endpoint;
import dev.muster.benchmarks.jpa.spec.NodeSpec.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where nodes listen and how they reach each other: directly, or each through a wire of its own to each other node. The
 * nodes of JGroups announce one address to all, so to each of them leads one wire. Thread-safe; who makes it closes it.
 */
public final class Network implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.benchmarks");

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<Way, List<Wire>> wires = new HashMap<>();
    private final boolean shared;
    private final int discoveryPort;

    private Network(boolean shared, int discoveryPort) {
        this.shared = shared;
        this.discoveryPort = discoveryPort;
    }

    static Network of(JpaVariant variant, int nodes, boolean wired) throws IOException {
        Network network = new Network(variant.transport() == Transport.JGROUPS, Ports.free());
        for (int i = 0; i < nodes; i++) {
            network.endpoints.add(Ports.endpoint());
        }
        if (wired) {
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    network.connect(from, to, variant.transport() == Transport.RMI);
                }
            }
        }
        return network;
    }

    private void connect(int from, int to, boolean both) throws IOException {
        Way way = way(from, to);
        if (from == to || wires.containsKey(way)) {
            return;
        }
        List<Wire> pair = new ArrayList<>();
        pair.add(Wire.to(endpoints.get(to).port()));
        if (both) {
            pair.add(Wire.to(endpoints.get(to).second()));
        }
        wires.put(way, pair);
    }

    private Way way(int from, int to) {
        return new Way(shared ? -1 : from, to);
    }

    Endpoint endpoint(int node) {
        return endpoints.get(node);
    }

    int discoveryPort() {
        return discoveryPort;
    }

    /** The port that a node announces of itself. */
    int outside(int node) {
        List<Wire> own = wires.get(new Way(-1, node));
        return own == null ? endpoints.get(node).port() : own.get(0).port();
    }

    List<Peer> peersOf(int node) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            if (i != node) {
                peers.add(new Peer(endpoints.get(i), reached(node, i)));
            }
        }
        return peers;
    }

    private Endpoint reached(int from, int to) {
        List<Wire> way = wires.get(way(from, to));
        if (way == null) {
            return endpoints.get(to);
        }
        return new Endpoint(way.get(0).port(), way.get(way.size() - 1).port());
    }

    /** Bytes that passed between all nodes. */
    public long bytes() {
        return wires.values().stream()
                .flatMap(List::stream)
                .mapToLong(Wire::bytes)
                .sum();
    }

    /** Whether what one pair of nodes says can be told from what others say. */
    public boolean separatesPairs() {
        return !shared;
    }

    /** Cuts all links. */
    public void cut() {
        wires.values().forEach(way -> way.forEach(Wire::cut));
    }

    /** Lets everything through again. */
    public void heal() {
        wires.values().forEach(way -> way.forEach(Wire::heal));
    }

    /** From now on one node hears nothing of another, whoever of them opened the link. */
    public void deafen(int listener, int speaker) {
        each(speaker, listener, Wire::muteCaller);
        each(listener, speaker, Wire::muteTarget);
    }

    private void each(int from, int to, Consumer<Wire> action) {
        wires.getOrDefault(way(from, to), List.of()).forEach(action);
    }

    @Override
    public void close() {
        for (List<Wire> way : wires.values()) {
            for (Wire wire : way) {
                close(wire);
            }
        }
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing a wire", e);
        }
    }

    private record Way(int from, int to) {}
}
