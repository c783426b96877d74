package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a session, by whom and wherever it comes. */
class InvalidationTest {

    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());
    private static volatile Runnable whileDestroyed = () -> {};

    private final Cluster cluster = new Cluster().with("muster.session.expiry-interval", "1s");
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        HEARD.clear();
        whileDestroyed = () -> {};
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        TomcatNode node = cluster.node();
        node.context().addApplicationListener(First.class.getName());
        node.context().addApplicationListener(Attributes.class.getName());
        node.context().addApplicationListener(Last.class.getName());
        return node.on("/begin", (rq, rs) -> rq.getSession().setAttribute("bound", new Bound()))
                .on("/name", (rq, rs) -> rq.getSession().setAttribute("name", "Ada"))
                .on("/look", (rq, rs) -> rs.getWriter().print(rq.getSession(false) == null ? "none" : "there"))
                .on("/end", (rq, rs) -> rq.getSession().invalidate())
                .on("/again", (rq, rs) -> {
                    rq.getSession().invalidate();
                    rs.getWriter().print(rq.getSession(false) + " ");
                    rq.getSession().setAttribute("name", "new");
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(one.containerSessions() + two.containerSessions()).isZero();
        cluster.close();
    }

    @Test
    void invalidated_listenersHearInReverseBeforeValuesAndAttributesGo() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/begin"));
        HEARD.clear();

        two.get("/end", cookie);

        assertThat(HEARD)
                .containsExactly(
                        "last destroyed with Bound",
                        "first destroyed with Bound",
                        "unbound bound",
                        "first removed bound",
                        "attributes removed bound",
                        "last removed bound");
    }

    @Test
    void expired_listenersHearTheSameOutsideAnyRequest() throws Exception {
        one.get("/begin");
        HEARD.clear();
        cluster.expireAll();

        Wait.until(Duration.ofSeconds(20), () -> HEARD.size() >= 6);

        assertThat(HEARD)
                .containsExactly(
                        "last destroyed with Bound",
                        "first destroyed with Bound",
                        "unbound bound",
                        "first removed bound",
                        "attributes removed bound",
                        "last removed bound");
    }

    /** The order is that of declaration for each kind of listener, whichever other kinds a class is of. */
    @Test
    void created_listenersHearInOrder() throws Exception {
        one.get("/begin");

        assertThat(HEARD)
                .containsExactly(
                        "first created",
                        "last created",
                        "value bound",
                        "first added bound",
                        "attributes added bound",
                        "last added bound");
    }

    /** Spring Session issue 738: the second invalidation inside of the first must end. */
    @Test
    void invalidatedAgainInAListener_endsOnce() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/begin"));
        CompletableFuture<HttpSession> session = new CompletableFuture<>();
        one.on("/end", (rq, rs) -> {
            session.complete(rq.getSession());
            rq.getSession().invalidate();
        });
        whileDestroyed = () -> session.join().invalidate();
        HEARD.clear();

        assertThat(one.get("/end", cookie).statusCode()).isEqualTo(200);

        assertThat(HEARD).filteredOn(line -> line.contains("destroyed")).hasSize(2);
        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
    }

    /** While listeners clean up, another request of this server must neither find the session nor take it away. */
    @Test
    void requestWhileListenersAreTold_findsNoSessionAndDisturbsNobody() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/begin"));
        CountDownLatch destroying = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        whileDestroyed = () -> {
            destroying.countDown();
            await(looked);
        };
        HEARD.clear();
        CompletableFuture<HttpResponse<String>> end = one.getAsync("/end", cookie);
        await(destroying);

        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
        assertThat(two.get("/look", cookie).body()).isEqualTo("none");
        looked.countDown();

        assertThat(end.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(HEARD)
                .startsWith("last destroyed with Bound", "first destroyed with Bound")
                .hasSize(6);
    }

    @Test
    void invalidatedAndBegunAnew_isAnotherSessionWithOneCookie() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/name"));

        HttpResponse<String> response = one.get("/again", cookie);

        assertThat(response.body()).isEqualTo("null ");
        assertThat(TomcatNode.cookie(response)).isNotEqualTo(cookie);
        assertThat(two.get("/look", cookie).body()).isEqualTo("none");
        assertThat(cluster.query("count(*)")).isEqualTo(1);
    }

    /** The row must not come back, nor may the request fail: its session ended as if a moment later. */
    @Test
    void invalidatedElsewhereWhileARequestWrites_staysGoneAndTheRequestSucceeds() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/name"));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        one.on("/slow", (rq, rs) -> {
            rq.getSession().setAttribute("new", "value");
            entered.countDown();
            await(ended);
            rq.getSession().setAttribute("newer", "value");
        });
        CompletableFuture<HttpResponse<String>> slow = one.getAsync("/slow", cookie);
        await(entered);

        two.get("/end", cookie);
        ended.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(cluster.query("count(*)")).isZero();
        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
    }

    @Test
    void ended_refusesWhatNeedsASessionAndAnswersTheRest() throws Exception {
        one.on("/use", (rq, rs) -> {
            HttpSession session = rq.getSession();
            String id = session.getId();
            session.invalidate();
            Map<String, Boolean> refused = refused(session);
            rs.getWriter()
                    .print(refused + " " + session.getId().equals(id)
                            + session.getServletContext().equals(rq.getServletContext()));
        });

        assertThat(one.get("/use").body())
                .isEqualTo("{getAttribute=true, getAttributeNames=true, getCreationTime=true, getLastAccessedTime=true,"
                        + " getMaxInactiveInterval=false, invalidate=true, isNew=true, removeAttribute=true,"
                        + " setAttribute=true} truetrue");
    }

    private static Map<String, Boolean> refused(HttpSession session) {
        Map<String, Runnable> calls = Map.of(
                "getAttribute", () -> session.getAttribute("x"),
                "getAttributeNames", session::getAttributeNames,
                "getCreationTime", session::getCreationTime,
                "getLastAccessedTime", session::getLastAccessedTime,
                "getMaxInactiveInterval", session::getMaxInactiveInterval,
                "invalidate", session::invalidate,
                "isNew", session::isNew,
                "removeAttribute", () -> session.removeAttribute("x"),
                "setAttribute", () -> session.setAttribute("x", "y"));
        Map<String, Boolean> refused = new TreeMap<>();
        calls.forEach((name, call) -> refused.put(name, isRefused(call)));
        return refused;
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hears of sessions and their attributes. */
    public static class First implements HttpSessionListener, HttpSessionAttributeListener {

        String name() {
            return "first";
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            HEARD.add(name() + " created");
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            if (name().equals("last")) {
                whileDestroyed.run();
            }
            Object bound = event.getSession().getAttribute("bound");
            HEARD.add(name() + " destroyed with "
                    + (bound == null ? null : bound.getClass().getSimpleName()));
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            HEARD.add(name() + " added " + event.getName());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            HEARD.add(name() + " removed " + event.getName());
        }
    }

    public static final class Last extends First {

        @Override
        String name() {
            return "last";
        }
    }

    /** Hears of attributes only, so the container keeps it in another list than the others. */
    public static final class Attributes implements HttpSessionAttributeListener {

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            HEARD.add("attributes added " + event.getName());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            HEARD.add("attributes removed " + event.getName());
        }
    }

    private static final class Bound implements HttpSessionBindingListener, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            HEARD.add("value bound");
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            HEARD.add("unbound " + event.getName());
        }
    }
}
