package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request says about the id that its client sent is about the stored session's. */
class RequestedIdTest {

    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

    private final Cluster cluster = new Cluster();
    private TomcatNode node;
    private String id;

    @BeforeEach
    void start() throws Exception {
        node = cluster.node()
                .on("/begin", (rq, rs) -> rs.getWriter().print(rq.getSession().getId()))
                .on("/ask", (rq, rs) -> rs.getWriter().print(answers(rq)))
                .on("/end", (rq, rs) -> {
                    rq.getSession().invalidate();
                    rs.getWriter().print(answers(rq));
                })
                .on("/change", (rq, rs) -> {
                    rq.changeSessionId();
                    rs.getWriter().print(answers(rq));
                })
                .start();
        id = node.get("/begin").body();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(node.containerSessions()).isZero();
        cluster.close();
    }

    private static String answers(HttpServletRequest request) {
        return request.getRequestedSessionId() + " valid=" + request.isRequestedSessionIdValid() + " cookie="
                + request.isRequestedSessionIdFromCookie() + " url=" + request.isRequestedSessionIdFromURL();
    }

    @Test
    void nothingSent_saysSo() throws Exception {
        assertThat(node.get("/ask").body()).isEqualTo("null valid=false cookie=false url=false");
    }

    @Test
    void idInACookie_isTheSessionsOwn() throws Exception {
        assertThat(node.get("/ask", "JSESSIONID=" + id + ".node1").body())
                .isEqualTo(id + " valid=true cookie=true url=false");
    }

    @Test
    void idInTheUrl_isTheSessionsOwn() throws Exception {
        assertThat(node.get("/ask;jsessionid=" + id + ".node1").body())
                .isEqualTo(id + " valid=true cookie=false url=true");
    }

    @Test
    void unknownId_isNotValid() throws Exception {
        assertThat(node.get("/ask", "JSESSIONID=" + UNKNOWN).body())
                .isEqualTo(UNKNOWN + " valid=false cookie=true url=false");
    }

    /** A page that only asks whether somebody is still there must not keep the session alive. */
    @Test
    void probed_isNoAccess() throws Exception {
        TomcatNode other = cluster.node()
                .on("/ask", (rq, rs) -> rs.getWriter().print(answers(rq)))
                .on("/use", (rq, rs) -> rq.getSession())
                .start();
        cluster.execute("update muster_session set last_accessed = last_accessed - 600000");
        long before = cluster.query("max(last_accessed)");

        assertThat(other.get("/ask", "JSESSIONID=" + id).body()).contains("valid=true");
        assertThat(cluster.query("max(last_accessed)")).isEqualTo(before);

        other.get("/use", "JSESSIONID=" + id);
        assertThat(cluster.query("max(last_accessed)")).isGreaterThan(before);
    }

    @Test
    void severalCookies_theOneWithASessionIsMeant() throws Exception {
        assertThat(node.get("/ask", "JSESSIONID=" + UNKNOWN, "JSESSIONID=" + id).body())
                .isEqualTo(id + " valid=true cookie=true url=false");
    }

    @Test
    void invalidated_isNotValidAnyMore() throws Exception {
        assertThat(node.get("/end", "JSESSIONID=" + id).body()).isEqualTo(id + " valid=false cookie=true url=false");
    }

    /** The client sent the old id, which leads nowhere now. */
    @Test
    void changed_theOldIdIsNotValidAnyMore() throws Exception {
        assertThat(node.get("/change", "JSESSIONID=" + id).body()).isEqualTo(id + " valid=false cookie=true url=false");
    }
}
