package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TextSocketTest {

    private final Browser browser = Browser.open();

    @Test
    void socket_carriesTheUsersCookiesAndHandsOverMessages() throws Exception {
        login();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var request = CompletableFuture.supplyAsync(() -> greet(listener));

            try (var socket =
                    TextSocket.open(browser, URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/room"))) {
                assertThat(socket.next(Duration.ofSeconds(10))).contains("hi");
                assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo(1001);
            }
            assertThat(request.get(10, TimeUnit.SECONDS)).contains("Cookie: ID=abc");
        }
    }

    private void login() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "ID=abc; Path=/");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        browser.get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        server.stop(0);
    }

    /** A server that says "hi" and goes away with 1001; returns the lines of the handshake. */
    private static List<String> greet(ServerSocket listener) {
        try (var socket = listener.accept()) {
            var lines = handshake(socket);
            var out = socket.getOutputStream();
            out.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
            out.write(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});
            out.flush();
            // The client answers the close; only then may the connection go
            socket.getInputStream().read();
            return lines;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> handshake(Socket socket) throws Exception {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var lines = new ArrayList<String>();
        for (var line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        var name = "Sec-WebSocket-Key: ";
        var key =
                lines.stream().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
        var accept = MessageDigest.getInstance("SHA-1")
                .digest((key.substring(name.length()) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return lines;
    }
}
