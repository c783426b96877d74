package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Neither a reset nor a dispatch, by whichever dispatcher, loses the session or its one cookie. */
class ResetAndDispatchTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void create() throws Exception {
        node = cluster.node()
                .on("/name", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")))
                .on("/part", (rq, rs) -> {
                    rs.getWriter().print(rq.getSession().getAttribute("name"));
                    rs.flushBuffer();
                })
                .on("/begin", (rq, rs) -> rq.getSession().setAttribute("name", "Ada"));
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(node.containerSessions()).isZero();
        cluster.close();
    }

    static Stream<Arguments> dispatchers() {
        return Stream.of(
                Arguments.of("request", dispatcher(rq -> rq.getRequestDispatcher("/part"))),
                Arguments.of("context", dispatcher(rq -> rq.getServletContext().getRequestDispatcher("/part"))),
                Arguments.of("name", dispatcher(rq -> rq.getServletContext().getNamedDispatcher("part"))));
    }

    private static Function<HttpServletRequest, RequestDispatcher> dispatcher(
            Function<HttpServletRequest, RequestDispatcher> dispatcher) {
        return dispatcher;
    }

    @ParameterizedTest(name = "by {0}")
    @MethodSource("dispatchers")
    void included_sessionIsStoredAndItsCookieSet(String by, Function<HttpServletRequest, RequestDispatcher> dispatcher)
            throws Exception {
        node.named("part", "/part")
                .on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    dispatcher.apply(rq).include(rq, rs);
                })
                .start();

        assertHandedOn(node.get("/go"));
    }

    @ParameterizedTest(name = "by {0}")
    @MethodSource("dispatchers")
    void forwarded_sessionIsStoredAndItsCookieSet(String by, Function<HttpServletRequest, RequestDispatcher> dispatcher)
            throws Exception {
        node.named("part", "/part")
                .on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    dispatcher.apply(rq).forward(rq, rs);
                })
                .start();

        assertHandedOn(node.get("/go"));
    }

    private void assertHandedOn(HttpResponse<String> response) throws Exception {
        assertThat(response.body()).isEqualTo("Ada");
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void begunInAnInclude_cookieIsSet() throws Exception {
        node.on("/go", (rq, rs) -> rq.getRequestDispatcher("/begin").include(rq, rs))
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void changedInAForwardAndInTheCallerAfterIt_bothAreStored() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getRequestDispatcher("/begin").forward(rq, rs);
                    rq.getSession().setAttribute("after", "too");
                })
                .on(
                        "/get",
                        (rq, rs) -> rs.getWriter()
                                .print(rq.getSession().getAttribute("name") + " "
                                        + rq.getSession().getAttribute("after")))
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(node.get("/get", TomcatNode.cookie(response)).body()).isEqualTo("Ada too");
    }

    @Test
    void resetAfterTheCookieWasSet_itIsSetAgain() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    rq.getRequestDispatcher("/name").include(rq, rs);
                    rs.reset();
                    rs.getOutputStream().print("from the start");
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).isEqualTo("from the start");
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    /** What was thrown away fills no buffer: the second half must not come too early, nor the commit too late. */
    @Test
    void bufferResetBeforeItOverflows_savesBeforeTheCommit() throws Exception {
        node.on("/go", (rq, rs) -> {
                    int size = rs.getBufferSize();
                    rs.getOutputStream().write(new byte[size / 2]);
                    rs.resetBuffer();
                    rq.getSession().setAttribute("name", "Ada");
                    rs.getOutputStream().write(new byte[size / 2]);
                    assertThat(cluster.query("count(*)")).isZero();
                    rs.getOutputStream().write(new byte[size]);
                    assertThat(cluster.query("count(*)")).isEqualTo(1);
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void failingRequest_itsSessionLivesOnInTheErrorPageWithOneCookie() throws Exception {
        errorPage(500, "/name");
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    throw new IllegalStateException("wanted");
                })
                .start();

        assertHandedOn(node.get("/go"));
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    @Test
    void sessionBegunInTheErrorPage_isStored() throws Exception {
        errorPage(404, "/begin");
        node.on("/go", (rq, rs) -> rs.sendError(404)).start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    private void errorPage(int status, String location) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(location);
        node.context().addErrorPage(page);
    }
}
