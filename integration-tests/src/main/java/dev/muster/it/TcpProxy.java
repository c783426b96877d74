package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * A network that can be cut: passes bytes between a loopback port of its own and another one. Thread-safe; who started
 * it closes it.
 */
public final class TcpProxy implements AutoCloseable {

    /** A direction in which bytes pass. */
    public enum Way {
        TO_TARGET,
        FROM_TARGET
    }

    private final int port;
    private volatile ServerSocket entrance;
    private volatile IntSupplier target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Way> held = EnumSet.noneOf(Way.class);
    private volatile boolean cut;

    private TcpProxy(IntSupplier target) throws IOException {
        this.target = target;
        port = Ports.free();
        entrance = listen();
    }

    /** Starts a proxy that leads to a loopback port. */
    public static TcpProxy to(int target) {
        return to(() -> target);
    }

    /** Starts a proxy that asks for each connection to which loopback port it leads. */
    public static TcpProxy to(IntSupplier target) {
        try {
            return new TcpProxy(target);
        } catch (IOException e) {
            throw new UncheckedIOException("No proxy", e);
        }
    }

    private ServerSocket listen() throws IOException {
        var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        inBackground(() -> accept(opened));
        return opened;
    }

    /** The port that leads to the target. */
    public int port() {
        return port;
    }

    /** Leads to another loopback port from now on, as a balancer does whose server is gone; breaks what was connected. */
    public void leadTo(int newTarget) {
        target = () -> newTarget;
        sockets.forEach(TcpProxy::hangUp);
    }

    /** Breaks all connections and, until healed, each new one as soon as it is made. */
    public void cut() {
        cut = true;
        sockets.forEach(TcpProxy::hangUp);
    }

    /** Lets new connections through again, and goes on with what was held. */
    public void heal() {
        cut = false;
        synchronized (held) {
            held.clear();
            held.notifyAll();
        }
    }

    /** Until healed, passes nothing on in these directions: connections stay, and what is sent arrives later. */
    public void hold(Way... ways) {
        synchronized (held) {
            held.addAll(List.of(ways));
        }
    }

    /** Breaks all connections and refuses new ones, as the system does for a process that is gone. */
    public void unplug() {
        close(entrance);
        sockets.forEach(TcpProxy::hangUp);
    }

    /** Listens again at the same port. */
    public void plugIn() {
        try {
            entrance = listen();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot have its port " + port + " back", e);
        }
    }

    @Override
    public void close() {
        cut();
        heal();
        unplug();
    }

    private static void close(ServerSocket entrance) {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A proxy did not close", e);
        }
    }

    private void accept(ServerSocket at) throws IOException {
        while (!at.isClosed()) {
            var client = at.accept();
            if (cut) {
                hangUp(client);
            } else {
                inBackground(() -> connect(client, at));
            }
        }
    }

    private void connect(Socket client, ServerSocket through) throws IOException {
        try (client;
                var server = new Socket()) {
            sockets.add(client);
            sockets.add(server);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
            if (!cut && !through.isClosed()) {
                inBackground(() -> pass(server, client, Way.FROM_TARGET));
                pass(client, server, Way.TO_TARGET);
            }
        } finally {
            sockets.remove(client);
        }
    }

    /** Passes on until one side ends, then ends the other: half-open connections are not needed here. */
    private void pass(Socket from, Socket to, Way way) throws IOException {
        try (from;
                to) {
            var buffer = new byte[8192];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitReleased(way);
                out.write(buffer, 0, count);
            }
            awaitReleased(way);
        } finally {
            sockets.remove(from);
        }
    }

    private void awaitReleased(Way way) throws IOException {
        synchronized (held) {
            try {
                while (held.contains(way)) {
                    held.wait();
                }
            } catch (InterruptedException e) {
                throw new IOException("Nobody interrupts the threads of a proxy", e);
            }
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
                "proxy-" + port);
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
