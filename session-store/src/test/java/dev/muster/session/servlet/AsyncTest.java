package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An asynchronous request keeps the stored session until it is over, however it ends. */
class AsyncTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void create() throws Exception {
        node = cluster.node()
                .on("/name", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("name")));
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(node.containerSessions()).isZero();
        cluster.close();
    }

    @Test
    void completed_whatItsThreadSetIsSavedBefore() throws Exception {
        node.on("/go", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    async.start(() -> {
                        rq.getSession().setAttribute("name", "Ada");
                        print(async, "done");
                        async.complete();
                    });
                })
                .start();

        assertStored(node.get("/go"), "done");
    }

    /** The application did not wrap anything, so to it these are the container's objects. */
    @Test
    void startedWithoutArguments_handsOutTheRequestWithTheStoredSession() throws Exception {
        node.on("/go", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    HttpServletRequest inside = (HttpServletRequest) async.getRequest();
                    inside.getSession().setAttribute("name", "Ada");
                    print(rq.getAsyncContext(), async.hasOriginalRequestAndResponse() + " " + (inside == rq));
                    async.complete();
                })
                .start();

        assertStored(node.get("/go"), "true true");
    }

    @Test
    void dispatched_keepsItsSession() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Grace");
                    AsyncContext async = rq.startAsync();
                    async.start(() -> async.dispatch("/then"));
                })
                .on("/then", (rq, rs) -> {
                    rs.getWriter().print(rq.getSession().getAttribute("name"));
                    rq.getSession().setAttribute("name", "Ada");
                })
                .start();

        assertStored(node.get("/go"), "Grace");
    }

    /** Without arguments the dispatch goes to what the client asked for, not to what it was forwarded to. */
    @Test
    void startedInAForward_dispatchesToTheOriginalPage() throws Exception {
        node.on("/go", (rq, rs) -> {
                    if (rq.getAttribute("again") == null) {
                        rq.getRequestDispatcher("/forwarded").forward(rq, rs);
                    } else {
                        rq.getSession().setAttribute("name", "Ada");
                        rs.getWriter().print("original");
                    }
                })
                .on("/forwarded", (rq, rs) -> {
                    rq.setAttribute("again", true);
                    rq.startAsync().dispatch();
                })
                .start();

        assertStored(node.get("/go"), "original");
    }

    /** What was written before the dispatch fills the same buffer. */
    @Test
    void overflowAfterADispatch_savesBeforeTheCommit() throws Exception {
        CompletableFuture<Long> stored = new CompletableFuture<>();
        node.on("/go", (rq, rs) -> {
                    rs.getOutputStream().write(new byte[rs.getBufferSize() - 10]);
                    rq.startAsync().dispatch("/then");
                })
                .on("/then", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Ada");
                    rs.getOutputStream().write(new byte[11]);
                    stored.complete(cluster.query("count(*)"));
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(stored.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void timedOut_whatTheThreadDidUntilThenAndTheListenerThenIsSaved() throws Exception {
        node.on("/go", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    async.setTimeout(50);
                    async.addListener(new Answer("too late"));
                    rq.getSession().setAttribute("early", "yes");
                })
                .on("/early", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("early")))
                .start();

        HttpResponse<String> response = node.get("/go");

        assertStored(response, "too late");
        assertThat(node.get("/early", TomcatNode.cookie(response)).body()).isEqualTo("yes");
    }

    @Test
    void timedOutWithoutAListener_isSavedBeforeTheError() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Grace");
                    AsyncContext async = rq.startAsync();
                    async.setTimeout(50);
                    async.start(() -> rq.getSession().setAttribute("name", "Ada"));
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void failed_whatTheListenerDidIsSaved() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.startAsync().dispatch("/fail");
                })
                .on("/fail", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    async.addListener(new Answer("sorry"));
                    throw new IllegalStateException("wanted");
                })
                .start();

        HttpResponse<String> response = node.get("/go");

        assertThat(response.body()).contains("sorry");
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    @Test
    void startedTwice_isSavedEachTimeAndReleasedOnce() throws Exception {
        node.on("/go", (rq, rs) -> {
                    rq.getSession().setAttribute("name", "Grace");
                    rq.startAsync().dispatch("/second");
                })
                .on("/second", (rq, rs) -> {
                    AsyncContext async = rq.startAsync();
                    async.start(() -> {
                        rq.getSession().setAttribute("name", "Ada");
                        print(async, "done");
                        async.complete();
                    });
                })
                .start();

        assertStored(node.get("/go"), "done");
    }

    private void assertStored(HttpResponse<String> response, String body) throws Exception {
        assertThat(response.body()).isEqualTo(body);
        assertThat(node.get("/name", TomcatNode.cookie(response)).body()).isEqualTo("Ada");
    }

    private static void print(AsyncContext async, String text) {
        try {
            ((HttpServletResponse) async.getResponse()).getWriter().print(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Sets an attribute by what it is handed, answers, and ends the request. */
    private record Answer(String text) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) {
            answer(event);
        }

        @Override
        public void onError(AsyncEvent event) {
            answer(event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}

        private void answer(AsyncEvent event) {
            ((HttpServletRequest) event.getSuppliedRequest()).getSession().setAttribute("name", "Ada");
            print(event.getAsyncContext(), text);
            event.getAsyncContext().complete();
        }
    }
}
