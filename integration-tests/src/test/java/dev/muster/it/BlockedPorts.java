package dev.muster.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** As many ports of loopback in a row as Infinispan would try, all of them taken until this is closed. */
final class BlockedPorts implements AutoCloseable {

    private static final int COUNT = 101;

    private final List<ServerSocket> sockets;

    private BlockedPorts(List<ServerSocket> sockets) {
        this.sockets = sockets;
    }

    static BlockedPorts take() {
        var random = new Random();
        while (true) {
            var blocked = new BlockedPorts(new ArrayList<>());
            try {
                blocked.takeFrom(random.nextInt(10_000, 32_000));
                return blocked;
            } catch (IOException e) {
                // Somebody has one of them: elsewhere, then.
                blocked.close();
            }
        }
    }

    int first() {
        return sockets.get(0).getLocalPort();
    }

    private void takeFrom(int first) throws IOException {
        for (int port = first; port < first + COUNT; port++) {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        }
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("a port cannot be given back", e);
            }
        }
    }
}
