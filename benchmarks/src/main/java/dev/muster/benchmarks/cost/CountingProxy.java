package dev.muster.benchmarks.cost;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between pools and PostgreSQL and counts. It costs time, so nothing is timed through it. Thread-safe; who opens it
 * closes it, after the servers that use it.
 */
final class CountingProxy implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.benchmarks");

    private final TrafficCounter counter = new TrafficCounter();
    private final ServerSocket entrance;
    private final int target;

    private CountingProxy(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Opens a way to a loopback port. */
    static CountingProxy to(int target) throws IOException {
        CountingProxy proxy = new CountingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        inBackground(proxy::accept);
        return proxy;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** What was counted until now. */
    Traffic traffic() {
        return counter.now();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            inBackground(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            inBackground(() -> passAnswers(server.getInputStream(), client.getOutputStream()));
            passMessages(
                    new DataInputStream(client.getInputStream()),
                    new DataOutputStream(new BufferedOutputStream(server.getOutputStream())));
        }
    }

    /**
     * The first message has no type; all others have one. The driver sends BEGIN together with what comes next: it is no
     * round trip of its own.
     */
    private void passMessages(DataInputStream in, DataOutputStream out) throws IOException {
        pass(in, out);
        out.flush();
        FrontendMessages messages = new FrontendMessages(counter);
        while (true) {
            int type = in.readUnsignedByte();
            out.writeByte(type);
            messages.sent(type, pass(in, out));
            if (in.available() == 0) {
                if (FrontendMessages.isAnswered(type)) {
                    counter.waited();
                }
                out.flush();
            }
        }
    }

    private byte[] pass(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        out.writeInt(length);
        out.write(body);
        counter.wrote(length + 1);
        return body;
    }

    private void passAnswers(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            counter.read(read);
            out.write(buffer, 0, read);
        }
    }

    private static void inBackground(Transfer transfer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // A connection ends with the server that opened it
                        LOG.log(System.Logger.Level.DEBUG, "connection ended", e);
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }
}
