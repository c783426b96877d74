package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.servlet.TomcatNode.Action;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
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
                commit("flushBuffer", (rq, rs) -> rs.flushBuffer()),
                commit("writer flushed", (rq, rs) -> rs.getWriter().flush()),
                commit("writer closed", (rq, rs) -> rs.getWriter().close()),
                commit("stream flushed", (rq, rs) -> rs.getOutputStream().flush()),
                commit("stream closed", (rq, rs) -> rs.getOutputStream().close()),
                commit("bytes overflow", (rq, rs) -> rs.getOutputStream().write(new byte[rs.getBufferSize() + 1])),
                commit("characters overflow", (rq, rs) -> {
                    rs.setCharacterEncoding("UTF-8");
                    rs.getWriter().print("€".repeat(rs.getBufferSize() / 3 + 1));
                }),
                commit("length reached", (rq, rs) -> {
                    rs.setContentLength(3);
                    rs.getOutputStream().print("abc");
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

        HttpResponse<String> response = node.get("/go");

        assertThat(TomcatNode.cookie(response)).startsWith("JSESSIONID=").endsWith(".node1");
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

    @Test
    void begunAfterTheCommit_isRefused() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rs.getWriter().print("x");
                    rs.flushBuffer();
                    rs.getWriter().print(rq.getSession(false));
                    try {
                        rq.getSession();
                    } catch (IllegalStateException e) {
                        rs.getWriter().print(" refused");
                    }
                })
                .start();

        assertThat(node.get("/go").body()).isEqualTo("xnull refused");
    }

    @Test
    void failingRequest_itsSessionLivesOnInTheErrorPageWithOneCookie() throws Exception {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(500);
        page.setLocation("/error");
        node.context().addErrorPage(page);
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    throw new IllegalStateException("wanted");
                })
                .on("/error", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")))
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).isEqualTo("Ada");
        assertThat(TomcatNode.cookie(response)).isNotEmpty();
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    @Test
    void included_sessionIsStored() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    rq.getRequestDispatcher("/part").include(rq, rs);
                })
                .on("/part", (rq, rs) -> {
                    rs.getWriter().print(rq.getSession().getAttribute("name"));
                    rs.flushBuffer();
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).isEqualTo("Ada");
        assertThat(TomcatNode.cookie(response)).isNotEmpty();
    }

    @Test
    void asynchronous_whatItsThreadSetIsSaved() throws Exception {
        node.on("/go", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    async.start(() -> {
                        rq.getSession().setAttribute("name", "Ada");
                        print((HttpServletResponse) async.getResponse(), "done");
                        async.complete();
                    });
                })
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")))
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).isEqualTo("done");
        assertThat(node.get("/get", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void asynchronouslyDispatched_keepsItsSession() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    AsyncContext async = rq.startAsync();
                    async.start(() -> async.dispatch("/get"));
                })
                .on("/get", (rq, rs) -> {
                    rs.getWriter().print(rq.getSession().getAttribute("name"));
                    rq.getSession().setAttribute("name", "Grace");
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).isEqualTo("Ada");
        assertThat(node.get("/get", TomcatNode.cookie(response)).body()).isEqualTo("Grace");
    }

    private static void print(HttpServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Arguments commit(String name, Action action) {
        return Arguments.of(name, action);
    }
}
