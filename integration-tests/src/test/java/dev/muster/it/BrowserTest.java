package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {

    private HttpServer first;
    private HttpServer second;
    private final Browser browser = Browser.open();

    @BeforeEach
    void start() throws IOException {
        first = server();
        second = server();
    }

    @AfterEach
    void stop() {
        first.stop(0);
        second.stop(0);
    }

    @Test
    void cookies_followTheUserFromPortToPort() {
        browser.get(uri(first, "/login"));

        assertThat(browser.cookie("ID")).contains("abc");
        assertThat(browser.get(uri(second, "/echo")).text()).contains("ID=abc");
        assertThat(Browser.open().get(uri(second, "/echo")).text()).doesNotContain("ID=");
    }

    @Test
    void redirects_areFollowedOrShown() {
        assertThat(browser.get(uri(first, "/away")).uri()).isEqualTo(uri(second, "/echo"));

        var shown = browser.notFollowing().get(uri(first, "/away"));

        assertThat(shown.status()).isEqualTo(302);
        assertThat(shown.header("Location")).contains(uri(second, "/echo").toString());
    }

    @Test
    void fields_arePostedAsAFormDoes() {
        assertThat(browser.post(uri(first, "/echo"), Map.of("a b", "c&d")).text())
                .contains("a+b=c%26d");
    }

    @Test
    void formOfAPage_isReadForTheNextPost() {
        var page = browser.get(uri(first, "/page"));

        assertThat(page.formFields()).containsExactly(Map.entry("state", "-1:2"), Map.entry("line", ""));
        assertThat(page.textOf("note")).isEqualTo("one");
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/login", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "ID=abc; Path=/; HttpOnly");
            answer(exchange, 200, "in");
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", uri(second, "/echo").toString());
            answer(exchange, 302, "");
        });
        server.createContext(
                "/page",
                exchange -> answer(
                        exchange,
                        200,
                        "<input type=\"hidden\" name=\"state\" value=\"-1:2\" /><input name=\"line\" type=\"text\">"
                                + "<input type=\"submit\" name=\"go\" value=\"Go\"/><span id=\"note\">one</span>"));
        server.createContext("/echo", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, exchange.getRequestHeaders().get("Cookie") + " " + body);
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static URI uri(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
