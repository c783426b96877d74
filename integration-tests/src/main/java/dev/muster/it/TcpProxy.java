package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network that can be cut: passes bytes between a loopback port of its own and another one. Thread-safe; who started
 * it closes it.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private volatile int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private TcpProxy(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Starts a proxy that leads to a loopback port. */
    public static TcpProxy to(int target) {
        try {
            var proxy = new TcpProxy(new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress()), target);
            proxy.inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No proxy to port " + target, e);
        }
    }

    /** The port that leads to the target. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Leads to another loopback port from now on, as a balancer does whose server is gone; breaks what was connected. */
    public void leadTo(int port) {
        target = port;
        sockets.forEach(TcpProxy::hangUp);
    }

    /** Breaks all connections and, until healed, each new one as soon as it is made. */
    public void cut() {
        cut = true;
        sockets.forEach(TcpProxy::hangUp);
    }

    /** Lets new connections through again. */
    public void heal() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy to port " + target + " did not close", e);
        }
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            var client = entrance.accept();
            if (cut) {
                hangUp(client);
            } else {
                inBackground(() -> connect(client));
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try (client;
                var server = new Socket()) {
            sockets.add(client);
            sockets.add(server);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            if (!cut) {
                inBackground(() -> pass(server, client));
                pass(client, server);
            }
        } finally {
            sockets.remove(client);
        }
    }

    /** Passes on until one side ends, then ends the other: half-open connections are not needed here. */
    private void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            sockets.remove(from);
        }
    }

    private void inBackground(Transfer transfer) {
        var thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // A connection that ends, by either side or by the cut, is what a network is like
                        System.getLogger("dev.muster.it").log(System.Logger.Level.DEBUG, "connection ended", e);
                    }
                },
                "proxy-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A connection could not be broken", e);
        }
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }
}
