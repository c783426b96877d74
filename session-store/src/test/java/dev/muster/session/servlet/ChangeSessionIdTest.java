package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session gets a new id and stays what it is, whoever else is working on it. */
class ChangeSessionIdTest {

    private final Cluster cluster = new Cluster();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch changed = new CountDownLatch(1);
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        one = cluster.node();
        two = cluster.node();
        for (TomcatNode node : List.of(one, two)) {
            node.on("/put", (rq, rs) -> rq.getSession().setAttribute(rq.getParameter("n"), "here"))
                    .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute(rq.getParameter("n"))))
                    .on("/look", (rq, rs) -> rs.getWriter().print(rq.getSession(false) == null ? "none" : "there"))
                    .on("/change", (rq, rs) -> {
                        HttpSession before = rq.getSession();
                        String id = before.getId();
                        String changedTo = rq.changeSessionId();
                        rs.getWriter()
                                .print(changedTo.equals(before.getId()) + " " + changedTo.equals(id) + " "
                                        + (rq.getSession() == before));
                    })
                    .on("/slow", (rq, rs) -> {
                        rq.getSession().setAttribute("early", "here");
                        entered.countDown();
                        assertThat(changed.await(20, TimeUnit.SECONDS)).isTrue();
                        rq.getSession().setAttribute("late", "here");
                        rs.getWriter().print(rs.encodeURL("next"));
                    })
                    .start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(one.containerSessions() + two.containerSessions()).isZero();
        cluster.close();
    }

    @Test
    void changed_isTheSameSessionUnderANewCookieOnly() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=a"));

        HttpResponse<String> response = one.get("/change", cookie);
        String renamed = TomcatNode.cookie(response);

        assertThat(response.body()).isEqualTo("true false true");
        assertThat(renamed).isNotEqualTo(cookie);
        assertThat(two.get("/get?n=a", renamed).body()).isEqualTo("here");
        assertThat(two.get("/look", cookie).body()).isEqualTo("none");
        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    @Test
    void begunAndChangedInOneRequest_hasOneCookie() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/change"));

        assertThat(one.get("/look", cookie).body()).isEqualTo("there");
    }

    @Test
    void withoutSession_isRefused() throws Exception {
        one.on("/none", (rq, rs) -> {
            try {
                rq.changeSessionId();
            } catch (IllegalStateException e) {
                rs.getWriter().print("refused");
            }
        });

        assertThat(one.get("/none").body()).isEqualTo("refused");
    }

    /**
     * Whoever planted the id in a victim's browser may have a request under way when the victim signs in: its answer must
     * not carry the new id.
     */
    @Test
    void changedByAnotherRequestOfThisServer_keepsItsChangesAndIsNotToldTheNewId() throws Exception {
        String renamed = changeDuringASlowRequestOn(one);

        assertThat(two.get("/get?n=early", renamed).body()).isEqualTo("here");
        assertThat(two.get("/get?n=late", renamed).body()).isEqualTo("here");
    }

    @Test
    void changedByAnotherServer_keepsTheChangesOfTheRequestUnderWay() throws Exception {
        String renamed = changeDuringASlowRequestOn(two);

        assertThat(one.get("/get?n=early", renamed).body()).isEqualTo("here");
        assertThat(two.get("/get?n=late", renamed).body()).isEqualTo("here");
    }

    @Test
    void changedAndWrittenByAnotherServer_keepsTheChangesOfBoth() throws Exception {
        one.on("/change", (rq, rs) -> {
            rq.changeSessionId();
            rq.getSession().setAttribute("signed-in", "yes");
        });

        String renamed = changeDuringASlowRequestOn(two);

        assertThat(two.get("/get?n=late", renamed).body()).isEqualTo("here");
        assertThat(two.get("/get?n=signed-in", renamed).body()).isEqualTo("yes");
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    private String changeDuringASlowRequestOn(TomcatNode slowNode) throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=a"));
        CompletableFuture<HttpResponse<String>> slow = slowNode.getAsync("/slow", cookie);
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        String renamed = TomcatNode.cookie(one.get("/change", cookie));
        changed.countDown();

        HttpResponse<String> response = slow.get(20, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.body()).isEqualTo("next");
        assertThat(slowNode.get("/look", cookie).body()).isEqualTo("none");
        return renamed;
    }
}
