package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Values that listen learn that they leave a server or have come to one, and are whole whenever the application holds
 * them.
 */
class ActivationTest {

    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

    private final Cluster cluster = new Cluster();
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        HEARD.clear();
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        return cluster.node()
                .on("/put", (rq, rs) -> rq.getSession().setAttribute("line", new Line()))
                .on(
                        "/use",
                        (rq, rs) -> rs.getWriter().print(((Line) rq.getSession().getAttribute("line")).use()))
                .on("/other", (rq, rs) -> rq.getSession().setAttribute("other", "x"))
                .on("/end", (rq, rs) -> rq.getSession().invalidate())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void stored_isPassiveOnlyWhileItIsEncoded() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put"));

        assertThat(HEARD).containsExactly("passivate", "activate");
        assertThat(one.get("/use", cookie).body()).isEqualTo("open 1");
        assertThat(one.get("/use", cookie).body()).isEqualTo("open 2");
    }

    @Test
    void readOnTheOtherServer_isActivatedBeforeTheApplicationSeesIt() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put"));
        HEARD.clear();

        assertThat(two.get("/use", cookie).body()).isEqualTo("open 1");

        assertThat(HEARD).startsWith("activate");
        assertThat(HEARD).endsWith("passivate", "activate");
        assertThat(one.get("/use", cookie).body()).isEqualTo("open 2");
    }

    @Test
    void notTouched_hearsNothing() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put"));
        HEARD.clear();

        two.get("/other", cookie);

        assertThat(HEARD).isEmpty();
    }

    @Test
    void listenerThatUsesTheSession_findsItAndWhatItSetsIsKept() throws Exception {
        one.on("/nosy", (rq, rs) -> rq.getSession().setAttribute("nosy", new Nosy()))
                .on("/found", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("found")));

        String cookie = TomcatNode.cookie(one.get("/nosy"));

        assertThat(one.get("/found", cookie).body()).isEqualTo("true");
    }

    /** Holds something that cannot travel and opens it anew where it arrives. */
    private static final class Line implements HttpSessionActivationListener, Serializable {

        private static final long serialVersionUID = 1L;

        /** Neither transient nor serializable, so the line has to be closed in time. */
        private Object connection = new Object();

        private int uses;

        String use() {
            return (connection == null ? "closed " : "open ") + ++uses;
        }

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            HEARD.add("passivate");
            connection = null;
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            HEARD.add("activate");
            connection = new Object();
        }
    }

    private static final class Nosy implements HttpSessionActivationListener, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            boolean self = event.getSession().getAttribute("nosy") == this;
            event.getSession().setAttribute("found", self);
        }
    }
}
