package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.guard.Moody;
import dev.muster.session.guard.Moody.Mood;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users see while the database is away. */
class OutageTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Cluster cluster = new Cluster().with("muster.session.time-limit", "1s");
    private final Moody database = new Moody(cluster.dataSource());

    @AfterEach
    void stop() throws Exception {
        database.is(Mood.WELL);
        cluster.close();
    }

    @Test
    void fail_needingTheSession_is503WithRetryAfter() throws Exception {
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));

        database.is(Mood.REFUSING);

        HttpResponse<String> refused = node.get("/get", cookie);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(refused.body()).doesNotContain("MusterException", "SQLException");
        assertThat(node.get("/wrapped", cookie).statusCode()).isEqualTo(503);
        assertThat(node.get("/plain", cookie).statusCode()).isEqualTo(200);

        database.is(Mood.WELL);
        Wait.until(SOON, () -> status(node, "/get", cookie) == 200);
        assertThat(node.get("/get", cookie).body()).isEqualTo("one");
    }

    @Test
    void outageWithinARequest_refusesTheChangeBeforeTheAnswer() throws Exception {
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));
        for (String way : new String[] {"/flush", "/swallow", "/redirect", "/return"}) {
            database.is(Mood.WELL);
            Wait.until(SOON, () -> status(node, "/get", cookie) == 200);

            HttpResponse<String> refused = node.get(way, cookie);

            assertThat(refused.statusCode()).as(way).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).as(way).contains("5");
            assertThat(refused.headers().firstValue("Location")).as(way).isEmpty();
            assertThat(refused.body()).as(way).doesNotContain("all is well");
        }
        database.is(Mood.WELL);
        Wait.until(SOON, () -> status(node, "/get", cookie) == 200);
        assertThat(node.get("/get", cookie).body()).isEqualTo("one");
    }

    @Test
    void serve_knownSessionIsReadAndChangesAreRefused() throws Exception {
        cluster.with("muster.session.on-outage", "serve");
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));
        assertThat(node.get("/get", cookie).statusCode()).isEqualTo(200);

        database.is(Mood.REFUSING);

        for (int i = 0; i < 3; i++) {
            assertThat(node.get("/get", cookie).body()).isEqualTo("one");
            assertThat(node.get("/return", cookie).statusCode()).isEqualTo(503);
            assertThat(node.get("/mutate", cookie).statusCode()).isEqualTo(503);
            assertThat(node.get("/leave", cookie).statusCode()).isEqualTo(503);
            assertThat(node.get("/renew", cookie).statusCode()).isEqualTo(503);
            assertThat(node.get("/list", cookie).body()).isEqualTo("[]");
        }
        assertThat(node.get("/set").statusCode()).isEqualTo(503);
        assertThat(node.get("/get", "JSESSIONID=neverheardof.node1").statusCode())
                .isEqualTo(503);
        database.is(Mood.WELL);
        Wait.until(SOON, () -> status(node, "/set", cookie) == 200);
        assertThat(node.get("/list", cookie).body()).isEqualTo("[]");
    }

    @Test
    void serve_copyOlderThanWhatTheClientHasSeen_isRefused() throws Exception {
        cluster.with("muster.session.on-outage", "serve");
        TomcatNode node = start();
        TomcatNode other = start();
        String before = TomcatNode.cookie(node.get("/set"));
        assertThat(node.get("/get", before).statusCode()).isEqualTo(200);
        String after = TomcatNode.cookie(other.get("/other", before));

        database.is(Mood.REFUSING);

        assertThat(other.get("/get", after).body()).isEqualTo("three");
        assertThat(node.get("/get", after).statusCode()).isEqualTo(503);
    }

    @Test
    void serve_longerThanTheBound_isRefused() throws Exception {
        cluster.with("muster.session.on-outage", "serve").with("muster.session.serve-for", "1s");
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));

        database.is(Mood.REFUSING);

        Wait.until(SOON, () -> status(node, "/get", cookie) == 503);
    }

    @Test
    void outageWithinARequestThatChangesNothing_isNotNoticed() throws Exception {
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));

        HttpResponse<String> answer = node.get("/read", cookie);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("one");
    }

    @Test
    void outageWithinAnAsynchronousRequest_is503() throws Exception {
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));

        assertThat(node.get("/async", cookie).statusCode()).isEqualTo(503);
    }

    @Test
    void exhaustedPool_requestsWithoutSessionGoOn() throws Exception {
        TomcatNode node = start();
        String cookie = TomcatNode.cookie(node.get("/set"));
        database.is(Mood.EXHAUSTED);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicReference<Integer> status = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            status.set(status(node, "/get", cookie));
            answered.countDown();
        });
        waiting.start();

        assertThat(node.get("/plain", cookie).statusCode()).isEqualTo(200);
        answered.await();
        assertThat(status).hasValue(503);
    }

    private TomcatNode start() throws Exception {
        cluster.bind(database.dataSource());
        return cluster.node()
                .on("/set", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "one");
                    rq.getSession().setAttribute("list", new java.util.ArrayList<String>());
                })
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")))
                .on("/wrapped", (rq, rs) -> {
                    try {
                        rq.getSession();
                    } catch (RuntimeException e) {
                        throw new jakarta.servlet.ServletException("as a framework would", e);
                    }
                })
                .on("/plain", (rq, rs) -> rs.getWriter().print("plain"))
                .on("/read", (rq, rs) -> {
                    Object value = rq.getSession().getAttribute("name");
                    database.is(Mood.REFUSING);
                    rs.getWriter().print(value);
                })
                .on("/flush", (rq, rs) -> {
                    change(rq.getSession());
                    rs.getWriter().print("all is well");
                    rs.flushBuffer();
                })
                .on("/swallow", (rq, rs) -> {
                    change(rq.getSession());
                    swallow(rs);
                    swallow(rs);
                })
                .on("/other", (rq, rs) -> rq.getSession().setAttribute("name", "three"))
                .on("/list", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("list")))
                .on("/mutate", (rq, rs) -> {
                    @SuppressWarnings("unchecked")
                    var list = (java.util.List<String>) rq.getSession().getAttribute("list");
                    list.add("more");
                })
                .on("/leave", (rq, rs) -> swallow(() -> rq.getSession().invalidate()))
                .on("/renew", (rq, rs) -> swallow(rq::changeSessionId))
                .on("/redirect", (rq, rs) -> {
                    change(rq.getSession());
                    rs.sendRedirect("/shop/get");
                })
                .on("/return", (rq, rs) -> {
                    change(rq.getSession());
                    rs.getWriter().print("all is well");
                })
                .on("/async", (rq, rs) -> {
                    var context = rq.startAsync();
                    context.start(() -> {
                        change(rq.getSession());
                        context.complete();
                    });
                })
                .start();
    }

    private void change(jakarta.servlet.http.HttpSession session) {
        session.setAttribute("name", "two");
        database.is(Mood.REFUSING);
    }

    /** An application that takes every failure for one of its own, and goes on. */
    private static void swallow(HttpServletResponse response) throws java.io.IOException {
        try {
            response.getWriter().print("all is well");
            response.flushBuffer();
        } catch (RuntimeException e) {
            response.setStatus(200);
        }
    }

    private static void swallow(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "swallowed", e);
        }
    }

    private static int status(TomcatNode node, String path, String cookie) {
        try {
            return node.get(path, cookie).statusCode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
