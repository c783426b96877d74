package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sql.TestDatabase;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A change, a redirect, and the client that follows it at once to the other server. */
class RedirectRaceIT {

    private static final int CLIENTS = 8;
    private static final int CHANGES = 10_000;

    private final Queue<String> misses = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"strict", "cookie-version"})
    void redirectToTheOtherServer_findsTheChange(String read) throws Exception {
        try (var cluster = new Cluster(TestDatabase.POSTGRESQL).with("muster.session.read", read)) {
            JdbcConnectionPool pool = pool((PGSimpleDataSource) cluster.dataSource());
            cluster.bind(pool);
            List<TomcatNode> nodes = List.of(cluster.node(), cluster.node());
            for (TomcatNode node : nodes) {
                node.on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute("value")))
                        .on("/set", (rq, rs) -> {
                            rq.getSession().setAttribute("value", rq.getParameter("value"));
                            TomcatNode other = nodes.get(1 - nodes.indexOf(node));
                            rs.sendRedirect(other.uri("/get").toString());
                        })
                        .start();
            }

            int followed = follow(nodes);

            assertThat(misses).as("changes that were not there").isEmpty();
            assertThat(followed).isEqualTo(CHANGES);
            pool.dispose();
        }
    }

    private int follow(List<TomcatNode> nodes) throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client("client" + i + "-", nodes)));
            }
            int followed = 0;
            for (Future<Integer> client : clients) {
                followed += client.get(5, TimeUnit.MINUTES);
            }
            return followed;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Cookies go by host, so both servers get the client's. */
    private Callable<Integer> client(String name, List<TomcatNode> nodes) {
        return () -> {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            int changes = CHANGES / CLIENTS;
            for (int i = 0; i < changes; i++) {
                String value = name + i;
                HttpRequest request = HttpRequest.newBuilder(nodes.get(i % 2).uri("/set?value=" + value))
                        .build();
                String found = http.send(request, BodyHandlers.ofString()).body();
                if (!found.equals(value)) {
                    misses.add(value + ": " + found);
                }
            }
            return changes;
        };
    }

    private static JdbcConnectionPool pool(PGSimpleDataSource database) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(database.getUrl());
        source.setUser(database.getUser());
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(2 * CLIENTS);
        return pool;
    }
}
