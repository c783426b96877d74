package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application sees of its sessions on one server and on two. */
class StoredSessionTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        one = cluster.node();
        two = cluster.node();
        for (TomcatNode node : List.of(one, two)) {
            node.on("/look", (rq, rs) -> rs.getWriter().print(rq.getSession(false) == null ? "none" : "there"))
                    .on("/put", (rq, rs) -> session(rq).setAttribute(rq.getParameter("n"), rq.getParameter("v")))
                    .on("/get", (rq, rs) -> rs.getWriter().print(session(rq).getAttribute(rq.getParameter("n"))))
                    .on("/list", (rq, rs) -> session(rq).setAttribute("list", new ArrayList<>(List.of("a"))))
                    .on("/add", (rq, rs) -> list(rq).add("b"))
                    .on("/read", (rq, rs) -> rs.getWriter().print(list(rq)))
                    .on("/end", (rq, rs) -> session(rq).invalidate())
                    .on("/rename", (rq, rs) -> rq.changeSessionId())
                    .start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(one.containerSessions() + two.containerSessions()).isZero();
        cluster.close();
    }

    @Test
    void untouched_noSessionBegins() throws Exception {
        HttpResponse<String> response = one.get("/look");

        assertThat(response.body()).isEqualTo("none");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(cluster.query("count(*)")).isZero();
    }

    @Test
    void attribute_isSeenOnTheOtherServer() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=name&v=Ada"));

        assertThat(two.get("/get?n=name", cookie).body()).isEqualTo("Ada");
        two.get("/put?n=name&v=Grace", cookie);
        assertThat(one.get("/get?n=name", cookie).body()).isEqualTo("Grace");
    }

    @Test
    void changedInPlace_isSaved() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));

        one.get("/add", cookie);
        assertThat(two.get("/read", cookie).body()).isEqualTo("[a, b]");
        two.get("/add", cookie);
        assertThat(one.get("/read", cookie).body()).isEqualTo("[a, b, b]");
    }

    @Test
    void onlyRead_nothingIsWritten() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));

        one.get("/read", cookie);
        two.get("/read", cookie);

        assertThat(cluster.query("max(version)")).isEqualTo(1);
    }

    @Test
    void accessFarAfterTheLast_isRecordedWithoutANewVersion() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));
        cluster.execute("update muster_session set last_accessed = last_accessed - 600000");
        long before = cluster.query("max(last_accessed)");

        two.get("/read", cookie);

        assertThat(cluster.query("max(last_accessed)")).isGreaterThan(before);
        assertThat(cluster.query("max(version)")).isEqualTo(1);
    }

    @Test
    void disjointChangesOfTwoServersAtOnce_bothSurvive() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=zero&v=0"));
        CyclicBarrier meet = new CyclicBarrier(2);
        for (TomcatNode node : List.of(one, two)) {
            node.on("/meet", (rq, rs) -> {
                session(rq).setAttribute(rq.getParameter("n"), "here");
                meet.await(20, TimeUnit.SECONDS);
            });
        }

        both(() -> one.get("/meet?n=a", cookie), () -> two.get("/meet?n=b", cookie));

        assertThat(one.get("/get?n=b", cookie).body()).isEqualTo("here");
        assertThat(two.get("/get?n=a", cookie).body()).isEqualTo("here");
        assertThat(two.get("/get?n=zero", cookie).body()).isEqualTo("0");
    }

    /** Unguarded read-modify-write of its own attribute by each of six clients, over both servers: no step is lost. */
    @Test
    void manyClientsOnBothServers_noChangeIsLost() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));
        for (TomcatNode node : List.of(one, two)) {
            node.on("/count", (rq, rs) -> {
                Object before = session(rq).getAttribute(rq.getParameter("n"));
                session(rq).setAttribute(rq.getParameter("n"), before instanceof Integer count ? count + 1 : 1);
            });
        }

        List<CompletableFuture<?>> clients = new ArrayList<>();
        for (int client = 0; client < 6; client++) {
            String path = "/count?n=c" + client;
            clients.add(run(() -> countThirtyTimes(path, cookie)));
        }
        for (CompletableFuture<?> client : clients) {
            client.get(60, TimeUnit.SECONDS);
        }

        for (int client = 0; client < 6; client++) {
            assertThat(two.get("/get?n=c" + client, cookie).body()).isEqualTo("30");
        }
        assertThat(one.get("/read", cookie).body()).isEqualTo("[a]");
    }

    private HttpResponse<String> countThirtyTimes(String path, String cookie) throws Exception {
        for (int i = 0; i < 29; i++) {
            assertThat((i % 2 == 0 ? one : two).get(path, cookie).statusCode()).isEqualTo(200);
        }
        return two.get(path, cookie);
    }

    @Test
    void concurrentRequestsOnOneServer_shareOneSessionAndItsValues() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));
        CyclicBarrier meet = new CyclicBarrier(2);
        List<Object> seen = new ArrayList<>();
        one.on("/meet", (rq, rs) -> {
            synchronized (seen) {
                seen.add(session(rq));
                seen.add(list(rq));
            }
            meet.await(20, TimeUnit.SECONDS);
        });

        both(() -> one.get("/meet", cookie), () -> one.get("/meet", cookie));

        assertThat(seen.get(0)).isSameAs(seen.get(2));
        assertThat(seen.get(1)).isSameAs(seen.get(3));
    }

    /** A slow request must not put back what others changed while it ran. */
    @Test
    void slowReader_doesNotOverwriteAFasterWriter() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        one.on("/slow", (rq, rs) -> {
            list(rq);
            read.countDown();
            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
        });
        CompletableFuture<?> slow = run(() -> one.get("/slow", cookie));
        assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();

        two.get("/add", cookie);
        written.countDown();
        slow.get(20, TimeUnit.SECONDS);

        assertThat(one.get("/read", cookie).body()).isEqualTo("[a, b]");
    }

    @Test
    void invalidatedOnOneServer_isGoneOnBoth() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/list"));
        two.get("/read", cookie);

        one.get("/end", cookie);

        assertThat(two.get("/look", cookie).body()).isEqualTo("none");
        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
        assertThat(cluster.query("count(*)")).isZero();
    }

    @Test
    void usedAfterInvalidation_throws() throws Exception {
        one.on("/use", (rq, rs) -> {
            HttpSession session = rq.getSession();
            session.invalidate();
            try {
                session.getAttribute("x");
            } catch (IllegalStateException e) {
                rs.getWriter().print("refused");
            }
        });

        assertThat(one.get("/use").body()).isEqualTo("refused");
    }

    @Test
    void changedId_keepsTheSessionUnderANewCookieOnly() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=name&v=Ada"));

        String renamed = TomcatNode.cookie(one.get("/rename", cookie));

        assertThat(renamed).isNotEqualTo(cookie);
        assertThat(two.get("/get?n=name", renamed).body()).isEqualTo("Ada");
        assertThat(two.get("/look", cookie).body()).isEqualTo("none");
        assertThat(one.get("/look", cookie).body()).isEqualTo("none");
    }

    @Test
    void unserializableAttribute_failsItsRequestAndNoOther() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/put?n=name&v=Ada"));
        one.on("/bad", (rq, rs) -> session(rq).setAttribute("bad", new Object()));

        HttpResponse<String> bad = one.get("/bad", cookie);

        assertThat(bad.statusCode()).isEqualTo(500);
        assertThat(bad.body()).contains("MUSTER-061", "bad", "java.lang.Object");
        assertThat(one.get("/get?n=name", cookie).body()).isEqualTo("Ada");
    }

    @Test
    void newness_lastsUntilTheClientJoins() throws Exception {
        one.on("/new", (rq, rs) -> rs.getWriter().print(session(rq).isNew()));
        HttpResponse<String> first = one.get("/new");

        assertThat(first.body()).isEqualTo("true");
        assertThat(one.get("/new", TomcatNode.cookie(first)).body()).isEqualTo("false");
    }

    @Test
    void timeout_isTheApplicationsOwnAndTravels() throws Exception {
        one.on("/timeout", (rq, rs) -> {
            rs.getWriter().print(session(rq).getMaxInactiveInterval());
            session(rq).setMaxInactiveInterval(77);
        });
        two.on("/timeout", (rq, rs) -> rs.getWriter().print(session(rq).getMaxInactiveInterval()));
        HttpResponse<String> first = one.get("/timeout");

        assertThat(first.body()).isEqualTo("1800");
        assertThat(two.get("/timeout", TomcatNode.cookie(first)).body()).isEqualTo("77");
    }

    private static HttpSession session(HttpServletRequest request) {
        return request.getSession();
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(HttpServletRequest request) {
        return (List<String>) session(request).getAttribute("list");
    }

    private interface Call {
        HttpResponse<String> send() throws Exception;
    }

    private static void both(Call first, Call second) throws Exception {
        CompletableFuture<?> running = run(first);
        assertThat(second.send().statusCode()).isEqualTo(200);
        running.get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<?> run(Call call) {
        return CompletableFuture.runAsync(() -> {
            try {
                assertThat(call.send().statusCode()).isEqualTo(200);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
