package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request asks of the database: each thing once, whatever dispatches and commits it goes through. */
class StatementsPerRequestTest {

    private final Cluster cluster = new Cluster();
    private final RecordedStatements statements = new RecordedStatements();
    private TomcatNode node;

    @BeforeEach
    void start() throws Exception {
        cluster.bind(statements.of(cluster.dataSource()));
        node = cluster.node()
                .on("/begin", (rq, rs) -> rq.getSession().setAttribute("list", new ArrayList<>(List.of("a"))))
                .on("/none", (rq, rs) -> rs.getWriter().print("static"))
                .on("/read", (rq, rs) -> {
                    for (int i = 0; i < 3; i++) {
                        rs.getWriter().print(rq.getSession(false).getAttribute("list"));
                        rs.flushBuffer();
                    }
                    rq.isRequestedSessionIdValid();
                    rs.encodeURL("/shop/next");
                })
                .on("/through", (rq, rs) -> {
                    rq.getRequestDispatcher("/part").include(rq, rs);
                    rq.getRequestDispatcher("/part").include(rq, rs);
                    rq.getRequestDispatcher("/read").forward(rq, rs);
                })
                .on("/part", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("list")))
                .on("/write", (rq, rs) -> {
                    for (int i = 0; i < 5; i++) {
                        rq.getSession().setAttribute("a" + i, System.nanoTime());
                    }
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void sessionNotTouched_costsNothing() throws Exception {
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(statementsOf("/none", cookie)).isEmpty();
    }

    @Test
    void sessionOnlyRead_costsOneNarrowSelect() throws Exception {
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(statementsOf("/read", cookie)).singleElement().asString().startsWith("select");
    }

    @Test
    void sessionReadThroughDispatches_costsNoMore() throws Exception {
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(statementsOf("/through", cookie)).hasSize(1);
    }

    @Test
    void severalAttributesWritten_costsOneSelectAndOneUpdate() throws Exception {
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(statementsOf("/write", cookie))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("select"),
                        second -> assertThat(second).startsWith("update"));
    }

    @Test
    void newSession_costsOneInsert() throws Exception {
        assertThat(statementsOf("/begin")).singleElement().asString().startsWith("insert");
    }

    private List<String> statementsOf(String path, String... cookies) throws Exception {
        statements.clear();
        assertThat(node.get(path, cookies).statusCode()).isEqualTo(200);
        return statements.all();
    }
}
