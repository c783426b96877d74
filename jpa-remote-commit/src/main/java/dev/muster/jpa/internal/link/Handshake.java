package dev.muster.jpa.internal.link;

import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.link.Authentication.Authenticated;
import dev.muster.jpa.internal.wire.FrameType;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.ProtocolException;
import dev.muster.jpa.internal.wire.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes a {@link Connection} of a socket: preface, authentication, introduction, in this order and within a time limit.
 * Whatever goes wrong, the socket is closed. Thread-safe.
 */
public final class Handshake {

    private static final int MAX_HELLO = 4096;

    private final Hello self;
    private final Authentication authentication;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final Set<Socket> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Handshake(Hello self, MeshSecurity security, Duration timeout, ScheduledExecutorService timer) {
        this.self = self;
        this.authentication = Authentication.of(security);
        this.timeout = timeout;
        this.timer = timer;
    }

    /** How links will be protected. */
    public String security() {
        return authentication.description();
    }

    /** A server socket whose sockets suit {@link #accept}. Not bound yet. */
    public static ServerSocket serverSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                MeteredSocket socket = new MeteredSocket();
                implAccept(socket);
                return socket;
            }
        };
    }

    /**
     * Calls a peer. When this returns, the peer has accepted.
     *
     * @throws RefusedException if the peer, or this side, does not want the link
     */
    public Connection connect(InetSocketAddress address) throws IOException {
        MeteredSocket socket = new MeteredSocket();
        return guarded(socket, () -> {
            socket.connect(address, (int) timeout.toMillis());
            return introduce(socket, true);
        });
    }

    /**
     * Takes a call. When this returns, the caller still waits to be accepted or refused.
     *
     * @throws RefusedException if the caller is no peer of ours
     */
    public Connection accept(Socket socket) throws IOException {
        return guarded((MeteredSocket) socket, () -> introduce((MeteredSocket) socket, false));
    }

    private Connection guarded(MeteredSocket socket, Steps steps) throws IOException {
        AtomicBoolean settled = new AtomicBoolean();
        pending.add(socket);
        ScheduledFuture<?> limit = timer.schedule(
                () -> {
                    if (settled.compareAndSet(false, true)) {
                        close(socket);
                    }
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            if (closed) {
                throw new IOException("the mesh closes");
            }
            Connection connection = steps.run();
            if (!settled.compareAndSet(false, true)) {
                throw new IOException("too late");
            }
            return connection;
        } catch (IOException e) {
            close(socket);
            throw refused(e, settled.get(), socket.received());
        } catch (RuntimeException | Error e) {
            close(socket);
            throw e;
        } finally {
            limit.cancel(false);
            pending.remove(socket);
        }
    }

    /** Ends all handshakes that are under way; later ones fail. To be called before the timer is stopped. */
    public void close() {
        closed = true;
        pending.forEach(Handshake::close);
    }

    private RefusedException refused(IOException e, boolean late, long bytes) {
        if (e instanceof RefusedException refused) {
            return refused;
        }
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String reason = late ? "no handshake within " + timeout.toMillis() + " ms" : what;
        RefusedException refused = new RefusedException(reason, bytes, false, null);
        refused.initCause(e);
        return refused;
    }

    private Connection introduce(MeteredSocket socket, boolean connector) throws IOException {
        long start = System.nanoTime();
        socket.setTcpNoDelay(true);
        Authenticated authenticated = authenticate(socket, connector);
        Channel channel = authenticated.channel();
        socket.release();
        channel.write(self.encode());
        channel.flush();
        Hello remote = Hello.decode(channel.read(MAX_HELLO));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Connection connection =
                new Connection(socket, channel, remote, connector, millis, authentication.description());
        checkRemote(connection, authenticated);
        if (connector) {
            awaitVerdict(connection, socket.received());
        }
        return connection;
    }

    private Authenticated authenticate(MeteredSocket socket, boolean connector) throws IOException {
        if (connector) {
            Preface.write(socket, authentication);
            Preface.read(socket, authentication);
        } else {
            Preface.read(socket, authentication);
            Preface.write(socket, authentication);
        }
        return authentication.authenticate(socket, connector);
    }

    private void checkRemote(Connection connection, Authenticated authenticated) throws RefusedException {
        Hello remote = connection.remote();
        long bytes = ((MeteredSocket) connection.socket()).received();
        if (remote.node().equals(self.node())) {
            connection.refuse(new Refusal(true, "this is the server itself"));
            throw new RefusedException("this is the server itself", bytes, true, remote);
        }
        if (!remote.versions().overlap(self.versions())) {
            connection.refuse(new Refusal(false, "it speaks " + self.versions() + " of the protocol"));
            throw new RefusedException("it speaks " + remote.versions() + " of the protocol", bytes, false, remote);
        }
        Peer claimed = new Peer(remote.name(), remote.serverId(), remote.incarnation(), connection.address());
        if (!authenticated.owner().test(claimed)) {
            connection.refuse(new Refusal(false, "the certificate is not that of this server"));
            throw new RefusedException("its certificate is not that of server " + claimed, bytes, false, remote);
        }
        if (!remote.cluster().equals(self.cluster())) {
            connection.refuse(new Refusal(false, "it belongs to cluster '" + self.cluster() + "'"));
            throw new RefusedException("it belongs to cluster '" + remote.cluster() + "'", bytes, false, remote);
        }
    }

    private static void awaitVerdict(Connection connection, long bytes) throws IOException {
        byte[] verdict = connection.channel().read(MAX_HELLO);
        if (verdict[0] == FrameType.REFUSED) {
            Refusal refusal = Refusal.decode(verdict);
            String reason = "refused there: " + refusal.reason();
            throw new RefusedException(reason, bytes, refusal.duplicate(), connection.remote());
        }
        if (verdict[0] != FrameType.ACCEPTED) {
            throw new ProtocolException("a frame of type " + verdict[0] + " instead of a verdict");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to release.
            return;
        }
    }

    private interface Steps {
        Connection run() throws IOException;
    }
}
