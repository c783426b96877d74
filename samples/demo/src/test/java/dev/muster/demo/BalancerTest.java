package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.it.Await;
import dev.muster.it.Browser;
import dev.muster.it.Ports;
import dev.muster.it.TextSocket;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tiny servers behind the balancer; each tells its name and makes a session cookie that carries it. */
class BalancerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Backend first = backend("node1");
    private final Backend second = backend("node2");
    private final Balancer balancer = Balancer.start(Ports.free());
    private final Leftovers leftovers = new Leftovers();
    private Undertow firstServer;
    private Undertow secondServer;

    @BeforeEach
    void start() {
        firstServer = serve(first);
        secondServer = serve(second);
        balancer.admit(first);
        balancer.admit(second);
    }

    @AfterEach
    void stop() {
        leftovers.close();
        balancer.close();
        firstServer.stop();
        secondServer.stop();
    }

    @Test
    void newUsers_areSpread() {
        Set<String> seen = new HashSet<>();
        Await.until("both servers answer", SOON, () -> {
            seen.add(ask(Browser.open()));
            return seen.equals(Set.of("node1", "node2"));
        });
    }

    @Test
    void sessionCookie_leadsToItsServer() {
        var user = Browser.open();
        var home = ask(user);
        for (int i = 0; i < 20; i++) {
            assertThat(ask(user)).isEqualTo(home);
        }
    }

    @Test
    void serverThatRefusesConnections_isPassedOverWithinTheRequest() {
        var user = Browser.open();
        var home = ask(user);
        server(home).stop();
        for (int i = 0; i < 5; i++) {
            assertThat(ask(user)).isNotEqualTo(home);
        }
    }

    @Test
    void postWithABody_survivesTheLossOfItsServer() {
        var user = Browser.open();
        var home = ask(user);
        server(home).stop();
        var answer = user.post(balancer.uri().resolve("/echo"), Map.of("text", "still there"));
        assertThat(answer.text()).isEqualTo("text=still+there");
    }

    @Test
    void expelledServer_getsNothingUntilItIsAdmittedAgain() {
        balancer.expel(first);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(Browser.open())).isEqualTo("node2");
        }
        balancer.admit(first);
        Await.until("node1 answers again", SOON, () -> ask(Browser.open()).equals("node1"));
    }

    @Test
    void withoutServers_theAnswerIs503() {
        balancer.expel(first);
        balancer.expel(second);
        assertThat(Browser.open().get(balancer.uri().resolve("/")).status()).isEqualTo(503);
    }

    @Test
    void hostHeader_reachesTheServer() {
        assertThat(Browser.open().get(balancer.uri().resolve("/host")).text())
                .isEqualTo(balancer.uri().getAuthority());
    }

    @Test
    void webSocket_passesThroughToTheServerOfItsSession() {
        var user = Browser.open();
        var home = ask(user);
        try (var socket = TextSocket.open(user, socketAddress())) {
            socket.send("hello");
            assertThat(socket.next(SOON)).contains(home + " heard hello");
        }
    }

    @Test
    void webSocket_endsWithItsServer() throws InterruptedException, ExecutionException {
        var user = Browser.open();
        var home = ask(user);
        try (var socket = TextSocket.open(user, socketAddress())) {
            server(home).stop();
            assertThat(socket.closed()
                            .handle((status, failure) -> true)
                            .orTimeout(10, TimeUnit.SECONDS)
                            .get())
                    .isTrue();
        }
    }

    @Test
    void healthCheck_expelsADeadServerAndAdmitsItAgain() throws Exception {
        leftovers.open(() -> HealthCheck.start(balancer, List.of(first, second), "/"));
        firstServer.stop();
        Await.until("node1 is expelled", SOON, () -> !balancer.admits(first));
        assertThat(balancer.admits(second)).isTrue();
        firstServer = serve(first);
        Await.until("node1 is back", SOON, () -> balancer.admits(first));
    }

    private String ask(Browser user) {
        var answer = user.get(balancer.uri().resolve("/"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private URI socketAddress() {
        return URI.create("ws://" + balancer.uri().getAuthority() + "/socket");
    }

    private Undertow server(String name) {
        return name.equals(first.name()) ? firstServer : secondServer;
    }

    private static Backend backend(String name) {
        return new Backend(name, URI.create("http://127.0.0.1:" + Ports.free()));
    }

    private static Undertow serve(Backend backend) {
        var server = Undertow.builder()
                .addHttpListener(backend.uri().getPort(), "127.0.0.1")
                .setIoThreads(2)
                .setHandler(Handlers.path()
                        .addExactPath("/", exchange -> name(exchange, backend))
                        .addExactPath(
                                "/host",
                                exchange -> exchange.getResponseSender().send(exchange.getHostAndPort()))
                        .addExactPath("/echo", echo())
                        .addExactPath("/socket", Handlers.websocket((exchange, channel) -> listen(channel, backend))))
                .build();
        server.start();
        return server;
    }

    private static void name(HttpServerExchange exchange, Backend backend) {
        exchange.setResponseCookie(new CookieImpl("JSESSIONID", "abc." + backend.name()));
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send(backend.name());
    }

    private static HttpHandler echo() {
        return exchange -> exchange.getRequestReceiver()
                .receiveFullString(
                        (received, text) -> received.getResponseSender().send(text));
    }

    private static void listen(WebSocketChannel channel, Backend backend) {
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                WebSockets.sendText(backend.name() + " heard " + message.getData(), from, null);
            }
        });
        channel.resumeReceives();
    }
}
