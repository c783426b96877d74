package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a session lives, and what counts as its last access. */
class LifetimeTest {

    private final Cluster cluster = new Cluster().with("muster.session.expiry-interval", "1s");
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        return cluster.node()
                .on("/begin", (rq, rs) -> rq.getSession())
                .on("/last", (rq, rs) -> rs.getWriter().print(rq.getSession().getLastAccessedTime()))
                .on("/created", (rq, rs) -> rs.getWriter().print(rq.getSession().getCreationTime()))
                .on("/interval", (rq, rs) -> {
                    if (rq.getParameter("s") != null) {
                        rq.getSession().setMaxInactiveInterval(Integer.parseInt(rq.getParameter("s")));
                    }
                    rs.getWriter().print(rq.getSession().getMaxInactiveInterval());
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void intervalOfZeroOrLess_isForEver() throws Exception {
        String zero = TomcatNode.cookie(one.get("/interval?s=0"));
        String negative = TomcatNode.cookie(one.get("/interval?s=-1"));
        String mortal = TomcatNode.cookie(one.get("/interval?s=1800"));
        cluster.execute("update muster_session set last_accessed = 1");
        cluster.execute("update muster_session set expires_at = 1 where timeout_millis > 0");

        Wait.until(Duration.ofSeconds(20), () -> cluster.query("count(*)") == 2);

        assertThat(Integer.parseInt(two.get("/interval", zero).body())).isZero();
        assertThat(Integer.parseInt(two.get("/interval", negative).body())).isLessThanOrEqualTo(0);
        assertThat(two.get("/interval", mortal).body()).isEqualTo("1800");
    }

    @Test
    void intervalThatWasShortened_endsTheSessionSooner() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/interval?s=0"));
        one.get("/interval?s=1", cookie);

        Wait.until(Duration.ofSeconds(20), () -> cluster.query("count(*)") == 0);
    }

    /** A request that takes long has its access at its beginning; others that come and go meanwhile are later. */
    @Test
    void longRequest_doesNotMoveTheLastAccessBack() throws Exception {
        String cookie = TomcatNode.cookie(one.get("/begin"));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        one.on("/slow", (rq, rs) -> {
            rq.getSession();
            entered.countDown();
            assertThat(overtaken.await(20, TimeUnit.SECONDS)).isTrue();
            rq.getSession().setAttribute("slow", "done");
        });
        CompletableFuture<HttpResponse<String>> slow = one.getAsync("/slow", cookie);
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        cluster.execute("update muster_session set last_accessed = last_accessed + 600000");
        long later = cluster.query("max(last_accessed)");

        overtaken.countDown();
        slow.get(20, TimeUnit.SECONDS);

        assertThat(cluster.query("max(version)")).isEqualTo(2);
        assertThat(cluster.query("max(last_accessed)")).isEqualTo(later);
    }

    @Test
    void lastAccess_isTheOneBeforeThisRequest() throws Exception {
        HttpResponse<String> first = one.get("/last");
        String cookie = TomcatNode.cookie(first);
        long created = Long.parseLong(one.get("/created", cookie).body());

        assertThat(Long.parseLong(first.body())).isEqualTo(created);
        long second = Long.parseLong(one.get("/last", cookie).body());
        assertThat(second).isGreaterThanOrEqualTo(created);
        assertThat(Long.parseLong(one.get("/last", cookie).body())).isGreaterThanOrEqualTo(second);
    }
}
