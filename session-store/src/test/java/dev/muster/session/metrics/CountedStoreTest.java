package dev.muster.session.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedStoreTest {

    private final SessionMetrics metrics = new SessionMetrics();
    private final Database database = TestDatabase.H2.create();
    private final SessionStore store = new CountedStore(new JdbcSessionStore(database, "shop", 8192), metrics);

    @Test
    void lifeOfASession_isCounted() {
        StoredSession first = store.create(session("a", attribute("large", 1000), attribute("small", 10)))
                .orElseThrow();
        store.find(first.key(), first);
        store.find(SessionKey.of("nobody"), null);
        StoredSession next =
                store.save(first, with(first, attribute("small", 20))).orElseThrow();
        store.find(first.key(), first);
        store.touch(next.uid(), store.now().plusSeconds(1));

        assertThat(counted())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        SessionCounter.CREATED, 1L,
                        SessionCounter.HITS, 1L,
                        SessionCounter.MISSES, 1L,
                        SessionCounter.SAVES, 1L,
                        SessionCounter.LOADS, 1L,
                        SessionCounter.TOUCHES, 1L,
                        SessionCounter.BYTES_WRITTEN, 1030L,
                        SessionCounter.BYTES_READ, 1020L));
    }

    @Test
    void storeThatIsAway_isCounted() {
        SessionStoreUnavailableException unavailable =
                new SessionStoreUnavailableException(null, MetricsMessage.NOT_SHOWN, "shop", "a test", "no reason");
        SessionStore away = (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    throw unavailable;
                });

        assertThatThrownBy(() -> new CountedStore(away, metrics).delete("x")).isSameAs(unavailable);

        assertThat(counted()).containsExactly(Map.entry(SessionCounter.OUTAGES, 1L));
    }

    private Map<SessionCounter, Long> counted() {
        Map<SessionCounter, Long> counted = new HashMap<>();
        for (SessionCounter counter : SessionCounter.values()) {
            if (metrics.count(counter) > 0) {
                counted.put(counter, metrics.count(counter));
            }
        }
        return counted;
    }

    private StoredSession session(String id, StoredAttribute... attributes) {
        Instant now = store.now();
        Map<String, StoredAttribute> byName = new HashMap<>();
        for (StoredAttribute attribute : attributes) {
            byName.put(attribute.name(), attribute);
        }
        return new StoredSession(
                "0".repeat(32), SessionKey.of(id), 1, now, now, Duration.ofMinutes(30), null, "node", byName);
    }

    private static StoredSession with(StoredSession session, StoredAttribute attribute) {
        Map<String, StoredAttribute> attributes = new HashMap<>(session.attributes());
        attributes.put(attribute.name(), attribute);
        return session.withAttributes(attributes);
    }

    private static StoredAttribute attribute(String name, int length) {
        return new StoredAttribute(name, "java", new byte[length]);
    }
}
