package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RMISocketFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * RMI on the loopback address only, with known ports, so that connections can be led through a proxy: the first port is
 * the registry's, the second that of EclipseLink's remote object.
 */
final class Rmi extends RMISocketFactory {

    private final int objects;
    private final Map<Integer, Integer> ways = new HashMap<>();

    private Rmi(NodeSpec spec) {
        objects = spec.own().second();
        for (NodeSpec.Peer peer : spec.peers()) {
            ways.put(peer.listens().port(), peer.reached().port());
            ways.put(peer.listens().second(), peer.reached().second());
        }
    }

    /** Starts this node's registry. To be called before RMI is used. */
    static void start(NodeSpec spec) throws IOException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        RMISocketFactory.setSocketFactory(new Rmi(spec));
        LocateRegistry.createRegistry(spec.own().port());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), ways.getOrDefault(port, port));
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port == 0 ? objects : port, 50, InetAddress.getLoopbackAddress());
    }
}
