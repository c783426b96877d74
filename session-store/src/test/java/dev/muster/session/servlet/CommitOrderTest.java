package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.servlet.TomcatNode.Action;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** By whichever way a response is committed, the session is stored and its cookie set before. */
class CommitOrderTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void create() throws Exception {
        node = cluster.node();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(node.containerSessions()).isZero();
        cluster.close();
    }

    static Stream<Arguments> commits() {
        return Stream.of(
                commit("sendError", (rq, rs) -> rs.sendError(409)),
                commit("sendRedirect", (rq, rs) -> rs.sendRedirect("/shop/next")),
                commit("sendError with text", (rq, rs) -> rs.sendError(409, "taken")),
                commit("flushBuffer", (rq, rs) -> rs.flushBuffer()),
                commit("upgrade", (rq, rs) -> rq.upgrade(Silent.class)),
                commit("writer flushed", (rq, rs) -> rs.getWriter().flush()),
                commit("writer closed", (rq, rs) -> rs.getWriter().close()),
                commit("stream flushed", (rq, rs) -> rs.getOutputStream().flush()),
                commit("stream closed", (rq, rs) -> rs.getOutputStream().close()),
                commit("bytes overflow", (rq, rs) -> rs.getOutputStream().write(new byte[rs.getBufferSize() + 1])),
                commit("characters overflow", (rq, rs) -> {
                    rs.setCharacterEncoding("UTF-8");
                    rs.getWriter().print("€".repeat(rs.getBufferSize() / 3 + 1));
                }),
                commit("lines overflow", (rq, rs) -> {
                    for (int i = 0; i <= rs.getBufferSize() / 100; i++) {
                        rs.getWriter().println("x".repeat(99));
                    }
                }),
                commit("other character set overflows", (rq, rs) -> {
                    rs.setCharacterEncoding("UTF-16BE");
                    rs.getWriter().print("x".repeat(rs.getBufferSize() / 2 + 1));
                }),
                commit("pairs of surrogates overflow", (rq, rs) -> {
                    rs.setCharacterEncoding("UTF-8");
                    rs.getWriter().print("😀".repeat(rs.getBufferSize() / 4 + 1).toCharArray());
                }),
                commit(
                        "errors of the writer asked for",
                        (rq, rs) -> rs.getWriter().checkError()),
                commit("length reached", (rq, rs) -> {
                    rs.setContentLength(3);
                    rs.getOutputStream().print("abc");
                }),
                commit("long length reached", (rq, rs) -> {
                    rs.setContentLengthLong(3);
                    rs.getOutputStream().write(new byte[] {1, 2, 3});
                }),
                commit("length in bytes reached", (rq, rs) -> {
                    rs.setCharacterEncoding("UTF-8");
                    rs.setHeader("Content-Length", "6");
                    rs.getWriter().print("€€");
                }),
                commit("length as number reached", (rq, rs) -> {
                    rs.setIntHeader("Content-Length", 1);
                    rs.getWriter().write('x');
                }),
                commit("trailers", (rq, rs) -> {
                    rs.setTrailerFields(() -> Map.of("X-Sum", "1"));
                    rs.getOutputStream().flush();
                }),
                commit("end of request", (rq, rs) -> {}),
                commit("reset before", (rq, rs) -> {
                    rs.reset();
                    rs.flushBuffer();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commits")
    void committed_sessionIsStoredBeforeAndCookieIsSet(String way, Action commit) throws Exception {
        CompletableFuture<Long> stored = new CompletableFuture<>();
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    commit.run(rq, rs);
                    stored.complete(cluster.query("count(*)"));
                })
                .start();

        String response = RawExchange.send(node.port(), "GET /shop/go HTTP/1.1");

        assertThat(response.lines().filter(line -> line.startsWith("Set-Cookie: ")))
                .singleElement()
                .asString()
                .contains("JSESSIONID=", ".node1; ");
        assertThat(cluster.query("count(*)")).isEqualTo(1);
        assertThat(stored.get(20, TimeUnit.SECONDS)).isEqualTo(way.equals("end of request") ? 0 : 1);
    }

    @Test
    void changedAfterTheCommit_isSavedAtTheEnd() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    rs.flushBuffer();
                    rq.getSession().setAttribute("name", "Grace");
                })
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")))
                .start();

        String cookie = TomcatNode.cookie(node.get("/go"));

        assertThat(node.get("/get", cookie).body()).isEqualTo("Grace");
        assertThat(cluster.query("max(version)")).isEqualTo(2);
    }

    /** What one commit has stored, the next does not store again. */
    @Test
    void committedTwice_isSavedOnce() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("list", new ArrayList<>(List.of("a")));
                    rs.flushBuffer();
                    rs.getWriter().print("x");
                    rs.flushBuffer();
                })
                .start();

        node.get("/go");

        assertThat(cluster.query("max(version)")).isEqualTo(1);
    }

    @Test
    void changedInPlaceAfterTheCommit_isSavedAtTheEnd() throws Exception {
        node.on("/go", (rq, rs) -> {
                    List<String> list = new ArrayList<>(List.of("a"));
                    rq.getSession().setAttribute("list", list);
                    rs.flushBuffer();
                    list.add("b");
                })
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("list")))
                .start();

        String cookie = TomcatNode.cookie(node.get("/go"));

        assertThat(node.get("/get", cookie).body()).isEqualTo("[a, b]");
    }

    /**
     * The client has its answer with the first commit and goes on with the next request, which may be faster than the rest
     * of the first.
     */
    @Test
    void nextRequestFasterThanTheRestOfThisOne_isNotOverwritten() throws Exception {
        TomcatNode other = cluster.node();
        CountDownLatch overtaken = new CountDownLatch(1);
        CompletableFuture<String> given = new CompletableFuture<>();
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("step", "first");
                    rs.flushBuffer();
                    given.complete("JSESSIONID=" + rq.getSession().getId());
                    assertThat(overtaken.await(20, TimeUnit.SECONDS)).isTrue();
                    rq.getSession().setAttribute("late", "yes");
                })
                .start();
        other.on("/next", (rq, rs) -> rq.getSession().setAttribute("step", "second"))
                .on(
                        "/get",
                        (rq, rs) -> rs.getWriter()
                                .print(rq.getSession().getAttribute("step") + " "
                                        + rq.getSession().getAttribute("late")))
                .start();
        CompletableFuture<HttpResponse<String>> slow = node.getAsync("/go");
        String cookie = given.get(20, TimeUnit.SECONDS);

        other.get("/next", cookie);
        overtaken.countDown();
        slow.get(20, TimeUnit.SECONDS);

        assertThat(other.get("/get", cookie).body()).isEqualTo("second yes");
    }

    @Test
    void headRequest_setsTheCookieToo() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    rs.getWriter().print("body");
                })
                .start();

        assertThat(TomcatNode.cookie(node.send("HEAD", "/go"))).isNotEmpty();
    }

    @Test
    void trailers_comeThrough() throws Exception {
        node.on("/go", (rq, rs) -> {
                    HttpSession session = rq.getSession();
                    rs.setTrailerFields(() -> Map.of("X-Sum", String.valueOf(session.isNew())));
                    rs.getWriter().print("x");
                })
                .start();

        assertThat(RawExchange.send(node.port(), "GET /shop/go HTTP/1.1", "TE: trailers"))
                .containsIgnoringCase("x-sum: true");
    }

    /** Takes the connection and closes it. */
    public static final class Silent implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    private static Arguments commit(String name, Action action) {
        return Arguments.of(name, action);
    }
}
