package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.session.shiro.MusterSessionDAO;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.shiro.session.Session;
import org.apache.shiro.session.UnknownSessionException;
import org.apache.shiro.session.mgt.SimpleSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The DAO by itself on two servers, called as Shiro calls it. */
class ShiroSessionsTest {

    private final Cluster cluster = new Cluster();
    private final MusterSessionDAO dao = new MusterSessionDAO();
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        return cluster.node()
                .on("/create", (rq, rs) -> rs.getWriter().print(create()))
                .on("/put", (rq, rs) -> read(rq).setAttribute(rq.getParameter("n"), rq.getParameter("v")))
                .on("/remove", (rq, rs) -> read(rq).removeAttribute(rq.getParameter("n")))
                .on("/get", (rq, rs) -> rs.getWriter().print(read(rq).getAttribute(rq.getParameter("n"))))
                .on("/keys", (rq, rs) -> rs.getWriter().print(read(rq).getAttributeKeys()))
                .on("/about", (rq, rs) -> rs.getWriter().print(read(rq).getHost() + " " + read(rq).getTimeout()))
                .on("/number", (rq, rs) -> read(rq).setAttribute(1, "one"))
                .on(
                        "/active",
                        (rq, rs) -> rs.getWriter().print(dao.getActiveSessions().size()))
                .on("/deleteAll", (rq, rs) -> dao.getActiveSessions().forEach(dao::delete))
                .on("/http", (rq, rs) -> rs.getWriter().print(rq.getSession(false)))
                .on("/begin", (rq, rs) -> rq.getSession().setAttribute("a", "b"))
                .on("/job", (rq, rs) -> job(rq))
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    /** The steps of Shiro's session manager. */
    private String create() {
        SimpleSession session = new SimpleSession("10.1.1.1");
        dao.create(session);
        session.setTimeout(90_500);
        dao.update(session);
        return session.getId().toString();
    }

    private Session read(HttpServletRequest request) {
        return dao.readSession(request.getParameter("id"));
    }

    @Test
    void attributesOfTwoServers_bothStay() throws Exception {
        String id = one.get("/create").body();
        two.get("/put?n=a&v=1&id=" + id);
        one.get("/put?n=b&v=2&id=" + id);
        two.get("/put?n=c&v=3&id=" + id);
        two.get("/remove?n=c&id=" + id);

        assertThat(one.get("/get?n=a&id=" + id).body()).isEqualTo("1");
        assertThat(two.get("/get?n=b&id=" + id).body()).isEqualTo("2");
        assertThat(one.get("/keys?id=" + id).body()).isIn("[a, b]", "[b, a]");
        assertThat(two.get("/about?id=" + id).body()).isEqualTo("10.1.1.1 91000");
    }

    @Test
    void activeSessions_areThoseOfAllServersAndCanBeDeleted() throws Exception {
        String id = one.get("/create").body();
        two.get("/create");
        one.get("/begin");

        assertThat(two.get("/active").body()).isEqualTo("2");

        two.get("/deleteAll");

        assertThat(one.get("/active").body()).isEqualTo("0");
        assertThat(one.get("/get?n=a&id=" + id).statusCode()).isEqualTo(500);
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    @Test
    void idOfOneKind_opensNoSessionOfTheOther() throws Exception {
        String shiro = one.get("/create").body();
        String servlet = TomcatNode.cookie(one.get("/begin"));
        String id = servlet.substring(servlet.indexOf('=') + 1, servlet.lastIndexOf('.'));

        assertThat(one.get("/http", "JSESSIONID=" + shiro).body()).isEqualTo("null");
        assertThat(one.get("/get?n=a&id=" + id).statusCode()).isEqualTo(500);
        assertThat(one.get("/http", servlet).body()).isNotEqualTo("null");
    }

    @Test
    void keyThatIsNoText_isRefused() throws Exception {
        String id = one.get("/create").body();

        assertThat(one.get("/number?id=" + id).body()).contains("MUSTER-112", "java.lang.Integer");
    }

    @Test
    void outsideOfRequests_eachUpdateIsWritten() throws Exception {
        String id = one.get("/create").body();
        long before = cluster.query("max(version)");

        one.get("/job?id=" + id);

        assertThat(cluster.query("max(version)")).isEqualTo(before + 2);
        assertThat(two.get("/get?n=done&id=" + id).body()).isEqualTo("2");
    }

    private void job(HttpServletRequest request) throws Exception {
        String id = request.getParameter("id");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> List.of("1", "2").forEach(step -> {
            Session session = dao.readSession(id);
            session.setAttribute("done", step);
            dao.update(session);
        }));
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void sessionsNotStored_saysWhatIsMissing() {
        assertThatThrownBy(() -> dao.readSession("x"))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("MUSTER-111");
    }

    @Test
    void unknownId_isWhatShiroExpects() throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        one.on("/unknown", (rq, rs) -> {
            try {
                dao.readSession("made-up");
            } catch (UnknownSessionException e) {
                thrown.add(e);
            }
        });

        one.get("/unknown");

        assertThat(thrown).hasSize(1);
    }
}
