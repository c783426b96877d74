package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once the headers are gone no session can begin, for its cookie could not reach the client. */
class SessionAfterCommitTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void start() throws Exception {
        node = cluster.node()
                .on("/begin", (rq, rs) -> rq.getSession())
                .on("/go", (rq, rs) -> {
                    rs.getWriter().print("x");
                    rs.flushBuffer();
                    rs.getWriter().print(" " + (rq.getSession(false) != null));
                    try {
                        rs.getWriter().print(" " + rq.getSession().isNew());
                    } catch (IllegalStateException e) {
                        rs.getWriter().print(" refused");
                    }
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(node.containerSessions()).isZero();
        cluster.close();
    }

    @Test
    void withoutSession_askingIsAnsweredAndBeginningRefused() throws Exception {
        assertThat(node.get("/go").body()).isEqualTo("x false refused");
        assertThat(cluster.query("count(*)")).isZero();
    }

    @Test
    void withSession_itIsFoundAsEver() throws Exception {
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(node.get("/go", cookie).body()).isEqualTo("x true false");
    }
}
