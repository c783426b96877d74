package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listeners that the container made hear of our sessions, and of each event once in the cluster. */
class ListenersTest {

    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

    private final Cluster cluster = new Cluster().with("muster.session.expiry-interval", "1s");
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        HEARD.clear();
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        TomcatNode node = cluster.node();
        node.context().addApplicationListener(Journal.class.getName());
        return node.on("/begin", (rq, rs) -> rq.getSession())
                .on("/set", (rq, rs) -> rq.getSession().setAttribute("a", rq.getParameter("v")))
                .on("/remove", (rq, rs) -> rq.getSession().removeAttribute("a"))
                .on("/bind", (rq, rs) -> rq.getSession().setAttribute("bound", new Bound("it")))
                .on("/rename", (rq, rs) -> rq.changeSessionId())
                .on("/end", (rq, rs) -> rq.getSession().invalidate())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void wholeLifeOverTwoServers_isHeardOnceAndInOrder() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/begin"));
        two.get("/set?v=1", cookie);
        one.get("/set?v=2", cookie);
        two.get("/remove", cookie);
        one.get("/set?v=3", cookie);
        String renamed = TomcatNode.cookie(one.get("/rename", cookie));
        two.get("/end", renamed);

        assertThat(HEARD)
                .containsExactly(
                        "created",
                        "added a=1",
                        "replaced a=1",
                        "removed a=2",
                        "added a=3",
                        "renamed",
                        "destroyed a=3",
                        "removed a=3");
    }

    @Test
    void boundValue_hearsOfItself() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/bind"));
        two.get("/end", cookie);

        assertThat(HEARD).contains("bound it", "unbound it");
    }

    @Test
    void expired_isHeardOnceInTheClusterWithItsAttributes() throws Exception {
        for (int i = 0; i < 5; i++) {
            one.get("/set?v=" + i);
        }
        cluster.expireAll();

        Wait.until(
                Duration.ofSeconds(20),
                () -> cluster.query("count(*)") == 0 && destroyed().size() >= 5);

        assertThat(destroyed())
                .containsExactlyInAnyOrder(
                        "destroyed a=0", "destroyed a=1", "destroyed a=2", "destroyed a=3", "destroyed a=4");
    }

    private static List<String> destroyed() {
        synchronized (HEARD) {
            return HEARD.stream().filter(line -> line.startsWith("destroyed")).toList();
        }
    }

    /** Writes down what it hears. */
    public static final class Journal
            implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            HEARD.add("created");
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            HEARD.add("destroyed a=" + event.getSession().getAttribute("a"));
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            HEARD.add("added " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            HEARD.add("replaced " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            HEARD.add("removed " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldId) {
            HEARD.add("renamed");
        }
    }

    private record Bound(String name) implements HttpSessionBindingListener, Serializable {

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            HEARD.add("bound " + name);
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            HEARD.add("unbound " + name);
        }
    }
}
