package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.Handshake;
import dev.muster.jpa.internal.link.RefusedException;
import dev.muster.jpa.internal.wire.Hello;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Takes calls. Only so many may be unauthenticated at a time; the others wait in the system's queue. */
final class Acceptor {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");
    private static final long REST_MILLIS = 100;

    private static final int UNAUTHENTICATED_AT_ONCE = 32;

    private final ServerSocket server;
    private final Handshake handshake;
    private final Links links;
    private final Probes probes;
    private final LinkEvents events;
    private final ExecutorService workers;
    private final Semaphore places = new Semaphore(UNAUTHENTICATED_AT_ONCE);
    private final Thread thread;

    Acceptor(
            ServerSocket server,
            Handshake handshake,
            Links links,
            Probes probes,
            LinkEvents events,
            ExecutorService workers,
            ThreadFactory threads) {
        this.server = server;
        this.handshake = handshake;
        this.links = links;
        this.probes = probes;
        this.events = events;
        this.workers = workers;
        thread = threads.newThread(this::acceptUntilClosed);
    }

    /** Binds the first free port of the range. */
    static ServerSocket bind(MeshConfig config) {
        for (int port = config.firstPort(); port <= config.lastPort(); port++) {
            try {
                ServerSocket server = Handshake.serverSocket();
                if (tryBind(server, new InetSocketAddress(config.bindAddress(), port))) {
                    return server;
                }
            } catch (IOException e) {
                throw new MeshException(noFreePort(config), e);
            }
        }
        throw new MeshException(noFreePort(config));
    }

    private static boolean tryBind(ServerSocket server, InetSocketAddress address) throws IOException {
        try {
            server.bind(address);
            return true;
        } catch (IOException e) {
            server.close();
            return false;
        }
    }

    private static String noFreePort(MeshConfig config) {
        String address = config.bindAddress().getHostAddress();
        return MeshMessage.NO_FREE_PORT.text(config.firstPort(), config.lastPort(), address);
    }

    void start() {
        thread.start();
    }

    void close(long millis) throws InterruptedException {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listener that cannot be closed", e);
        }
        thread.interrupt();
        thread.join(millis);
    }

    private void acceptUntilClosed() {
        try {
            while (!server.isClosed()) {
                places.acquire();
                accept();
            }
        } catch (InterruptedException e) {
            // The mesh closes.
            return;
        }
    }

    private void accept() throws InterruptedException {
        try {
            Socket socket = server.accept();
            workers.execute(() -> {
                try {
                    admit(socket);
                } finally {
                    places.release();
                }
            });
        } catch (IOException | RejectedExecutionException e) {
            places.release();
            rest(e);
        }
    }

    /** A server that has run out of file handles must not spend its processor on asking for more. */
    private void rest(Exception failure) throws InterruptedException {
        if (!server.isClosed()) {
            LOG.log(Level.DEBUG, "no connection could be accepted", failure);
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        }
    }

    private void admit(Socket socket) {
        InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        try {
            Connection connection = handshake.accept(socket);
            if (connection.remote().role() == Hello.Role.PROBE) {
                probes.answer(connection);
            } else {
                links.add(connection);
            }
        } catch (RefusedException e) {
            events.refused(remote, e);
        } catch (IOException e) {
            throw new IllegalStateException("handshakes end with a refusal or a connection", e);
        }
    }
}
