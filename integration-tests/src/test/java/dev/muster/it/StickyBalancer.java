package dev.muster.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A balancer that knows of sessions only that their cookie ends with a route: it goes to the server of that name, and to the
 * next one if that cannot be reached. Takes requests without a body, one per connection. Thread-safe; who started it closes it.
 */
final class StickyBalancer implements AutoCloseable {

    private final ServerSocket entrance;
    private final Pattern route;
    private final List<PayaraServer> servers;

    private StickyBalancer(ServerSocket entrance, String cookie, List<PayaraServer> servers) {
        this.entrance = entrance;
        this.route = Pattern.compile("(?im)^cookie:.*\\b" + Pattern.quote(cookie) + "=[^;\\s]*\\.([\\w-]+)");
        this.servers = servers;
    }

    /** Starts one; the first server gets the requests without a route. */
    static StickyBalancer start(String cookie, PayaraServer... servers) {
        try {
            var balancer = new StickyBalancer(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), cookie, List.of(servers));
            inBackground(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException("No balancer", e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort() + path);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                inBackground(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Whatever goes wrong, the client sees a connection that ends too early. */
    private void serve(Socket client) {
        try (client) {
            var head = head(new BufferedInputStream(client.getInputStream()));
            try (var server = connect(head)) {
                var once = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
                server.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
                server.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException e) {
            System.out.println("balancer: " + e);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private Socket connect(String head) throws IOException {
        var wanted = route.matcher(head);
        var name = wanted.find() ? Optional.of(wanted.group(1)) : Optional.empty();
        var inOrder = servers.stream()
                .sorted(Comparator.comparing(
                        server -> !Optional.of(server.name()).equals(name)))
                .toList();
        var refused = new IOException("no server can be reached");
        for (var server : inOrder) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), server.port());
            } catch (IOException e) {
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }

    private static void inBackground(Runnable work) {
        var thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
