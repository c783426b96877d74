package dev.muster.benchmarks.jpa.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a node is told at its start. Immutable.
 *
 * @param variant what keeps its cache coherent
 * @param url JDBC URL of the database
 * @param own where it listens
 * @param discoveryPort where RMI's announcements go, the same on all nodes
 * @param peers where it finds the others: their own ports, or those of a proxy
 * @param outside the port under which the others find it: its own, or that of a proxy
 * @param keyStore file of the key store that all nodes share
 */
public record NodeSpec(
        JpaVariant variant,
        String url,
        Endpoint own,
        int discoveryPort,
        List<Peer> peers,
        int outside,
        String keyStore) {

    /** Password of the key store. */
    public static final String PASSWORD = "benchmark";

    public NodeSpec {
        peers = List.copyOf(peers);
    }

    /**
     * Two loopback ports; only RMI needs the second.
     *
     * @param port the first
     * @param second the other one
     */
    public record Endpoint(int port, int second) {}

    /**
     * Another node.
     *
     * @param listens the ports that it listens on
     * @param reached the ports that lead there
     */
    public record Peer(Endpoint listens, Endpoint reached) {}

    /** As arguments of the process. */
    public List<String> arguments() {
        return List.of(
                variant.name(),
                url,
                own.port + ":" + own.second,
                Integer.toString(discoveryPort),
                peers.stream().map(NodeSpec::text).collect(Collectors.joining(",")),
                Integer.toString(outside),
                keyStore);
    }

    /** From the arguments of the process. */
    public static NodeSpec parse(String[] arguments) {
        List<Peer> peers = new ArrayList<>();
        for (String peer : arguments[4].split(",", -1)) {
            int[] ports = ports(peer);
            peers.add(new Peer(new Endpoint(ports[0], ports[1]), new Endpoint(ports[2], ports[3])));
        }
        int[] own = ports(arguments[2]);
        return new NodeSpec(
                JpaVariant.valueOf(arguments[0]),
                arguments[1],
                new Endpoint(own[0], own[1]),
                Integer.parseInt(arguments[3]),
                peers,
                Integer.parseInt(arguments[5]),
                arguments[6]);
    }

    /** The same database without anything that tells other servers. */
    public NodeSpec alone() {
        return new NodeSpec(variant.alone(), url, own, discoveryPort, peers, outside, keyStore);
    }

    private static String text(Peer peer) {
        return peer.listens.port + ":" + peer.listens.second + ":" + peer.reached.port + ":" + peer.reached.second;
    }

    private static int[] ports(String text) {
        return List.of(text.split(":", -1)).stream().mapToInt(Integer::parseInt).toArray();
    }

    /** The addresses of the peers, as the static settings of Muster and of OpenJPA want them. */
    public String addresses() {
        return peers.stream().map(peer -> "127.0.0.1:" + peer.reached.port).collect(Collectors.joining(";"));
    }
}
