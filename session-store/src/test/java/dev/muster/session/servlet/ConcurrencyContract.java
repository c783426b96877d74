package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.SessionKey;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.session.metrics.SessionMetrics;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Several servers work on the same sessions of one real database at once. Small by default; the profile {@code concurrency}
 * gives the numbers of a long run.
 */
abstract class ConcurrencyContract {

    private static final int ROUNDS = Integer.getInteger("muster.concurrency.rounds", 250);
    private static final int SESSIONS = Integer.getInteger("muster.concurrency.sessions", 2_000);

    private final KeptConnections connections;
    private final JdbcSessionStore store;

    ConcurrencyContract(TestDatabase kind) {
        connections = new KeptConnections(kind.create().dataSource());
        store = new JdbcSessionStore(Database.open(connections.dataSource()), "shop", 8192);
    }

    @AfterEach
    void close() throws SQLException {
        connections.close();
    }

    /** Each thread counts in an attribute of its own, and would see at once that a count of its own is gone. */
    @Test
    void differentAttributesOfOneSession_noneIsLost() throws Exception {
        Sessions first = node(List.of());
        Sessions second = node(List.of());
        String id = begun(first);

        Together.run(List.of(
                () -> countUp(first, id, "a"),
                () -> countUp(first, id, "b"),
                () -> countUp(second, id, "c"),
                () -> countUp(second, id, "d")));

        ClusterSession session = node(List.of()).find(new Ticket(id, 0)).orElseThrow();
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(session.getAttribute(name)).as(name).isEqualTo(ROUNDS);
        }
        assertThat(connections.failures()).isEmpty();
    }

    private void countUp(Sessions node, String id, String name) {
        for (int i = 0; i < ROUNDS; i++) {
            int expected = i;
            change(node, id, session -> {
                Object count = session.getAttribute(name);
                assertThat(count).as(name).isEqualTo(expected == 0 ? null : expected);
                session.setAttribute(name, expected + 1);
            });
        }
    }

    /** What other stores answer with a duplicate key. */
    @Test
    void sameNewAttributePutConcurrently_isNoError() throws Exception {
        Sessions first = node(List.of());
        Sessions second = node(List.of());
        String id = begun(first);
        CyclicBarrier round = new CyclicBarrier(4);

        Together.run(List.of(
                () -> putTheSame(first, id, round),
                () -> putTheSame(first, id, round),
                () -> putTheSame(second, id, round),
                () -> putTheSame(second, id, round)));

        ClusterSession session = node(List.of()).find(new Ticket(id, 0)).orElseThrow();
        assertThat(session.getAttribute("new" + (ROUNDS / 5 - 1))).isEqualTo("value");
        assertThat(connections.failures()).isEmpty();
    }

    private void putTheSame(Sessions node, String id, CyclicBarrier round) throws Exception {
        for (int i = 0; i < ROUNDS / 5; i++) {
            String name = "new" + i;
            round.await(1, TimeUnit.MINUTES);
            change(node, id, session -> session.setAttribute(name, "value"));
            change(node, id, session -> session.setAttribute("new", null));
        }
    }

    @Test
    void manyExpireWhileThreeServersReap_eachEndsOnce() throws Exception {
        ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
        HttpSessionListener listener = new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                ended.add(event.getSession().getId() + event.getSession().getAttribute("number"));
            }
        };
        for (int i = 0; i < SESSIONS; i++) {
            expired(i);
        }

        Together.run(List.of(
                () -> reap(node(List.of(listener))),
                () -> reap(node(List.of(listener))),
                () -> reap(node(List.of(listener)))));

        assertThat(ended).hasSize(SESSIONS).doesNotHaveDuplicates();
        assertThat(ended).noneMatch(end -> end.endsWith("null"));
        assertThat(store.takeExpired(1)).isEmpty();
        assertThat(connections.failures()).isEmpty();
    }

    private void reap(Sessions node) {
        try (ExpirySweep sweep = new ExpirySweep(
                SessionKinds.of(node), Duration.ofSeconds(1), Executors.newSingleThreadScheduledExecutor())) {
            sweep.endExpired();
        }
    }

    private void expired(int number) {
        Instant longAgo = store.now().minus(Duration.ofDays(1));
        StoredSession session = new StoredSession(
                String.format("%032x", number),
                SessionKey.of("session" + number),
                1,
                longAgo,
                longAgo,
                Duration.ofMinutes(30),
                null,
                null,
                Map.of("number", encoded("number", number)));
        assertThat(store.create(session)).isPresent();
    }

    private static StoredAttribute encoded(String name, Object value) {
        return codec().encode(name, value);
    }

    private static AttributeCodecs codec() {
        return new AttributeCodecs(List.of(ConcurrencyContract.class.getClassLoader()));
    }

    private static String begun(Sessions node) {
        ClusterSession session = node.begin();
        session.flush();
        session.leave();
        return session.getId();
    }

    /** As a request does it. */
    private static void change(Sessions node, String id, Request request) {
        ClusterSession session = node.find(new Ticket(id, 0)).orElseThrow();
        try {
            request.run(session);
            session.flush();
        } finally {
            session.leave();
        }
    }

    private Sessions node(List<HttpSessionListener> listeners) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                ConcurrencyContract.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> method.getName().equals("getSessionTimeout") ? 30 : null);
        return new Sessions(
                context,
                store,
                codec(),
                new SessionListeners(() -> new ArrayList<>(listeners)),
                new SessionCookie(context, "C", () -> "node", false),
                () -> "node",
                new SessionMetrics(),
                Freshness.strict(),
                new Conflicts(Optional::empty, () -> {}));
    }

    private interface Request {
        void run(ClusterSession session);
    }
}
