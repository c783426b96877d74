package dev.muster.benchmarks.jpa.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way to a loopback port that counts what passes, and that can be cut, or be deaf in one direction. Deaf means: nothing
 * of what is sent arrives, until it hears again; as with a network that loses packets, TCP then delivers what it still
 * has. Thread-safe; who opens it closes it.
 */
public final class Wire implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.benchmarks");
    private static final int BUFFER = 1 << 16;

    private final ServerSocket entrance;
    private final int target;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Gate towards = new Gate();
    private final Gate back = new Gate();
    private volatile boolean cut;

    private Wire(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Opens a way to a loopback port. */
    public static Wire to(int target) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        inBackground(wire::accept);
        return wire;
    }

    /** The port that leads to the target. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Bytes that passed, in both directions. */
    public long bytes() {
        return bytes.get();
    }

    /** Breaks all connections, and each new one at once. */
    public void cut() {
        cut = true;
        sockets.forEach(Wire::hangUp);
    }

    /** Lets everything through again. */
    public void heal() {
        cut = false;
        towards.open(true);
        back.open(true);
    }

    /** The target hears nothing any more of who calls it here. */
    public void muteCaller() {
        towards.open(false);
    }

    /** Who calls here hears nothing any more of the target. */
    public void muteTarget() {
        back.open(false);
    }

    @Override
    public void close() throws IOException {
        cut();
        entrance.close();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket caller = entrance.accept();
            if (cut) {
                hangUp(caller);
            } else {
                inBackground(() -> connect(caller));
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        try (caller;
                Socket called = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(caller);
            sockets.add(called);
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
            if (!cut) {
                inBackground(() -> pass(called, caller, back));
                pass(caller, called, towards);
            }
        } finally {
            sockets.remove(caller);
        }
    }

    private void pass(Socket from, Socket to, Gate gate) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = gate.read(in, buffer); read >= 0; read = gate.read(in, buffer)) {
                bytes.addAndGet(read);
                gate.await();
                out.write(buffer, 0, read);
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "hanging up", e);
        }
    }

    private static void inBackground(Transfer transfer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // A connection ends with its node, or because it was cut
                        LOG.log(System.Logger.Level.DEBUG, "connection ended", e);
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }

    /** Open or closed; who comes to a closed one waits. */
    private static final class Gate {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition opened = lock.newCondition();
        private boolean open = true;

        void open(boolean nowOpen) {
            lock.lock();
            try {
                open = nowOpen;
                opened.signalAll();
            } finally {
                lock.unlock();
            }
        }

        int read(InputStream in, byte[] buffer) throws IOException {
            await();
            return in.read(buffer);
        }

        void await() {
            lock.lock();
            try {
                while (!open) {
                    opened.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
