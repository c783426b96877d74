package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code muster.session.read=cookie-version}: who gets along without the database, and who must not. */
class CookieVersionTest {

    private final Cluster cluster =
            new Cluster().with("muster.session.read", "cookie-version").with("muster.session.revalidate", "1m");
    private TomcatNode first;
    private TomcatNode second;

    @BeforeEach
    void start() throws Exception {
        first = node();
        second = node();
    }

    private TomcatNode node() throws Exception {
        return cluster.node()
                .on("/add", (rq, rs) -> {
                    Object count = rq.getSession().getAttribute("count");
                    rq.getSession().setAttribute("count", count == null ? 1 : (Integer) count + 1);
                })
                .on(
                        "/look",
                        (rq, rs) -> rs.getWriter()
                                .print(
                                        rq.getSession(false) == null
                                                ? "none"
                                                : rq.getSession().getAttribute("count")))
                .on("/twice", (rq, rs) -> {
                    rq.getSession().setAttribute("count", 1);
                    rs.flushBuffer();
                    rq.getSession().setAttribute("count", 2);
                })
                .on("/again", (rq, rs) -> {
                    rq.getSession().setAttribute("count", 1);
                    rq.getRequestDispatcher("/add").include(rq, rs);
                    rq.getRequestDispatcher("/add").include(rq, rs);
                })
                .on("/leave", (rq, rs) -> rq.getSession().invalidate())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void copyThatTheClientHasSeen_answersWithoutTheDatabase() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add"));
        cluster.execute("update muster_session set version = 77");

        assertThat(first.get("/look", cookie).body()).isEqualTo("1");
    }

    @Test
    void clientReadsItsOwnWrite_onTheOtherServer() throws Exception {
        String one = TomcatNode.cookie(first.get("/add"));
        assertThat(second.get("/look", one).body()).isEqualTo("1");
        String two = TomcatNode.cookie(first.get("/add", one));

        HttpResponse<String> answer = second.get("/look", two);

        assertThat(answer.body()).isEqualTo("2");
        assertThat(two).isNotEqualTo(one).contains("~2.");
    }

    @Test
    void clientThatHasNotSeenTheWrite_mayGetTheOlderState() throws Exception {
        String one = TomcatNode.cookie(first.get("/add"));
        second.get("/look", one);
        first.get("/add", one);

        assertThat(second.get("/look", one).body()).isEqualTo("1");
    }

    @Test
    void writeOnAnOldCopy_isMergedAndLosesNothing() throws Exception {
        String one = TomcatNode.cookie(first.get("/add"));
        second.on("/other", (rq, rs) -> rq.getSession().setAttribute("other", "kept"));
        second.get("/look", one);
        first.get("/add", one);

        String last = TomcatNode.cookie(second.get("/other", one));

        assertThat(second.get("/look", last).body()).isEqualTo("2");
        assertThat(first.get("/look", last).body()).isEqualTo("2");
    }

    @Test
    void cookie_isSetOnlyWhenTheVersionMoved() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add"));

        assertThat(first.get("/look", cookie).headers().allValues("Set-Cookie")).isEmpty();
        assertThat(first.get("/add", cookie).headers().allValues("Set-Cookie")).hasSize(1);
    }

    @Test
    void responseSavedSeveralTimes_tellsTheLastVersionOnce() throws Exception {
        HttpResponse<String> response = first.get("/again");

        assertThat(TomcatNode.cookie(response)).contains("~3.");
        assertThat(first.get("/look", TomcatNode.cookie(response)).body()).isEqualTo("3");
    }

    /** The cookie is gone by then; the promise to the client covers what it was told. */
    @Test
    void changeAfterTheCommit_isStoredUnderAVersionTheClientDoesNotKnow() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/twice"));

        assertThat(cookie).contains("~1.");
        assertThat(first.get("/look", cookie).body()).isEqualTo("2");
        assertThat(second.get("/look", cookie).body()).isEqualTo("2");
    }

    @Test
    void forgedVersion_isNoWayToAnotherSession() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add"));

        assertThat(first.get("/look", cookie.replace("~1.", "~999999999999999999."))
                        .body())
                .isEqualTo("1");
        assertThat(first.get("/look", cookie.replace("~1.", "~-1.")).body()).isEqualTo("none");
    }

    @Test
    void sessionEndedHere_isGoneHereAtOnce() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add"));
        first.get("/leave", cookie);

        assertThat(first.get("/look", cookie).body()).isEqualTo("none");
    }
}
