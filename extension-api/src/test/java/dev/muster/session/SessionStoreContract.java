package dev.muster.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} has to do. A store's test extends it and says how to make a store; all stores made for
 * one test share their data, as the servers of one cluster do.
 */
public abstract class SessionStoreContract {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** A store on the data of this test. */
    protected abstract SessionStore store();

    /** A store on the same data for another cluster. */
    protected abstract SessionStore storeOfAnotherCluster();

    @Test
    void unknownKey_isAbsent() {
        SessionStore store = store();
        SessionKey key = SessionKey.of("nobody");

        assertThat(store.load(key)).isEmpty();
        assertThat(store.version(key)).isEmpty();
        assertThat(store.touch(key, store.now())).isFalse();
        assertThat(store.rename(key, SessionKey.of("other"))).isFalse();
        assertThat(store.delete(key)).isFalse();
        assertThat(store.save(session("nobody", store.now(), TIMEOUT), Set.of()))
                .isFalse();
    }

    @Test
    void createdSession_isLoadedAsItWas() {
        SessionStore store = store();
        StoredSession session = session("a", store.now(), TIMEOUT, "name", "Ada", "empty", "");

        assertThat(store.create(session)).isTrue();

        assertThat(store().load(session.key())).contains(session);
        assertThat(store().version(session.key())).hasValue(session.version());
    }

    @Test
    void createdTwice_isRefusedAndKeepsTheFirst() {
        SessionStore store = store();
        StoredSession first = session("a", store.now(), TIMEOUT, "name", "Ada");
        store.create(first);

        assertThat(store.create(session("a", store.now(), TIMEOUT, "name", "Eve")))
                .isFalse();
        assertThat(store.load(first.key())).contains(first);
    }

    @Test
    void savedOnItsVersion_raisesTheVersion() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada", "old", "gone");
        StoredSession changed = with(session, "name", "Grace", "new", "here");

        assertThat(store.save(changed, Set.of("name", "new", "old"))).isTrue();

        assertThat(store.load(session.key())).contains(changed.atVersion(session.version() + 1));
    }

    @Test
    void savedOnAnOldVersion_isRefusedAndChangesNothing() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        store.save(with(session, "name", "Grace"), Set.of("name"));

        assertThat(store.save(with(session, "name", "Eve"), Set.of("name"))).isFalse();
        assertThat(attribute(store.load(session.key()).orElseThrow(), "name")).isEqualTo("Grace");
    }

    @Test
    void timeoutAndPrincipal_areSaved() {
        SessionStore store = store();
        StoredSession s = created(store, "a");
        StoredSession signedIn = new StoredSession(
                s.key(), s.version(), s.createdAt(), s.lastAccessedAt(), Duration.ZERO, "ada", "node1", s.attributes());

        store.save(signedIn, Set.of());

        assertThat(store.load(s.key())).contains(signedIn.atVersion(s.version() + 1));
    }

    @Test
    void touched_movesTheLastAccessButNotTheVersion() {
        SessionStore store = store();
        StoredSession session = created(store, "a");
        Instant later = session.lastAccessedAt().plusSeconds(60);

        assertThat(store.touch(session.key(), later)).isTrue();

        StoredSession loaded = store.load(session.key()).orElseThrow();
        assertThat(loaded.lastAccessedAt()).isEqualTo(later);
        assertThat(loaded.version()).isEqualTo(session.version());
    }

    @Test
    void lastAccess_neverMovesBack() {
        SessionStore store = store();
        StoredSession session = created(store, "a");
        Instant later = session.lastAccessedAt().plusSeconds(60);
        store.touch(session.key(), later);

        store.touch(session.key(), session.lastAccessedAt());
        store.save(session, Set.of());

        assertThat(store.load(session.key()).orElseThrow().lastAccessedAt()).isEqualTo(later);
    }

    @Test
    void renamed_keepsEverythingElse() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        SessionKey newKey = SessionKey.of("b");

        assertThat(store.rename(session.key(), newKey)).isTrue();

        assertThat(store.load(session.key())).isEmpty();
        StoredSession renamed = store.load(newKey).orElseThrow();
        assertThat(renamed.attributes()).isEqualTo(session.attributes());
        assertThat(renamed.createdAt()).isEqualTo(session.createdAt());
    }

    @Test
    void renamedToATakenKey_isRefused() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        created(store, "b");

        assertThat(store.rename(session.key(), SessionKey.of("b"))).isFalse();
        assertThat(store.load(session.key())).contains(session);
    }

    @Test
    void expired_isAbsentForAll() {
        SessionStore store = store();
        StoredSession session = expired(store, "a");

        assertThat(store.load(session.key())).isEmpty();
        assertThat(store.version(session.key())).isEmpty();
        assertThat(store.touch(session.key(), store.now())).isFalse();
        assertThat(store.save(session, Set.of())).isFalse();
        assertThat(store.rename(session.key(), SessionKey.of("b"))).isFalse();
    }

    @Test
    void expired_isTakenOnceWithItsAttributes() {
        SessionStore store = store();
        StoredSession old = expired(store, "old", "name", "Ada");
        StoredSession live = created(store, "live");

        assertThat(store.takeExpired(10)).containsExactly(old);
        assertThat(store.takeExpired(10)).isEmpty();
        assertThat(store.load(live.key())).isPresent();
    }

    @Test
    void withoutTimeout_neverExpires() {
        SessionStore store = store();
        StoredSession session = session("a", Instant.ofEpochMilli(1), Duration.ZERO);
        store.create(session);

        assertThat(store.takeExpired(10)).isEmpty();
        assertThat(store.load(session.key())).contains(session);
    }

    @Test
    void expiredInAnotherCluster_isLeftAlone() {
        SessionStore other = storeOfAnotherCluster();
        StoredSession theirs = expired(other, "a");

        assertThat(store().takeExpired(10)).isEmpty();
        assertThat(other.takeExpired(10)).containsExactly(theirs);
    }

    @Test
    void takenConcurrently_eachExpiredSessionComesOnce() throws Exception {
        SessionStore store = store();
        for (int i = 0; i < 60; i++) {
            expired(store, "s" + i);
        }

        List<List<StoredSession>> taken = concurrently(4, this::takeAll);

        assertThat(taken.stream().flatMap(List::stream).map(StoredSession::key))
                .hasSize(60)
                .doesNotHaveDuplicates();
    }

    @Test
    void savedConcurrentlyOnOneVersion_oneWins() throws Exception {
        SessionStore store = store();
        StoredSession session = created(store, "a");

        List<Boolean> saved = concurrently(4, () -> store().save(with(session, "name", "somebody"), Set.of("name")));

        assertThat(saved).containsOnlyOnce(true);
    }

    @Test
    void createdConcurrently_oneWins() throws Exception {
        Instant now = store().now();

        List<Boolean> created = concurrently(4, () -> store().create(session("a", now, TIMEOUT)));

        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void deletedConcurrently_oneWins() throws Exception {
        StoredSession session = created(store(), "a");

        List<Boolean> deleted = concurrently(4, () -> store().delete(session.key()));

        assertThat(deleted).containsOnlyOnce(true);
    }

    /** The fuzz of the contract: unguarded read-modify-write by four threads must add up. */
    @Test
    void countedUpByManyWriters_noUpdateIsLost() throws Exception {
        StoredSession session = created(store(), "a", "count", "0");

        concurrently(4, () -> countUp(session.key(), 25));

        assertThat(attribute(store().load(session.key()).orElseThrow(), "count"))
                .isEqualTo("100");
    }

    @Test
    void largeAttribute_isKept() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "large", "x".repeat(300_000));

        assertThat(store.load(session.key())).contains(session);
    }

    private List<StoredSession> takeAll() {
        SessionStore store = store();
        List<StoredSession> all = new ArrayList<>();
        List<StoredSession> batch = store.takeExpired(7);
        while (!batch.isEmpty()) {
            all.addAll(batch);
            batch = store.takeExpired(7);
        }
        return all;
    }

    private boolean countUp(SessionKey key, int times) {
        SessionStore store = store();
        for (int done = 0; done < times; ) {
            StoredSession current = store.load(key).orElseThrow();
            int count = Integer.parseInt(attribute(current, "count"));
            if (store.save(with(current, "count", String.valueOf(count + 1)), Set.of("count"))) {
                done++;
            }
        }
        return true;
    }

    private static <T> List<T> concurrently(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> atOnce(start, work)));
            }
            return results(futures);
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T atOnce(CyclicBarrier start, Callable<T> work) throws Exception {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        return work.call();
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static StoredSession created(SessionStore store, String id, String... attributes) {
        StoredSession session = session(id, store.now(), TIMEOUT, attributes);
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private static StoredSession expired(SessionStore store, String id, String... attributes) {
        Instant longAgo = store.now().minus(TIMEOUT).minusSeconds(5);
        StoredSession session = session(id, longAgo, TIMEOUT, attributes);
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private static StoredSession session(String id, Instant accessed, Duration timeout, String... attributes) {
        Instant created = accessed.minusMillis(1);
        return new StoredSession(
                SessionKey.of(id), 1, created, accessed, timeout, null, "node1", attributes(attributes));
    }

    private static StoredSession with(StoredSession s, String... attributes) {
        return new StoredSession(
                s.key(),
                s.version(),
                s.createdAt(),
                s.lastAccessedAt(),
                s.timeout(),
                s.principal(),
                s.server(),
                attributes(attributes));
    }

    private static Map<String, StoredAttribute> attributes(String... namesAndValues) {
        Map<String, StoredAttribute> attributes = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            attributes.put(name, new StoredAttribute(name, "text", namesAndValues[i + 1].getBytes(UTF_8)));
        }
        return attributes;
    }

    private static String attribute(StoredSession session, String name) {
        StoredAttribute attribute = session.attributes().get(name);
        assertThat(attribute).as(name).isNotNull();
        return new String(attribute.bytes(), UTF_8);
    }
}
