package dev.muster.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

        StoredSession session = session("nobody", store.now(), TIMEOUT);
        assertThat(store.load(key)).isEmpty();
        assertThat(store.find(key, session)).isEqualTo(Lookup.ABSENT);
        assertThat(store.touch(session.uid(), store.now())).isFalse();
        assertThat(store.rename(session.uid(), SessionKey.of("other"))).isFalse();
        assertThat(store.delete(session.uid())).isFalse();
        assertThat(store.save(session, session)).isEmpty();
    }

    @Test
    void createdSession_isLoadedAsItWas() {
        SessionStore store = store();
        StoredSession session = session("a", store.now(), TIMEOUT, "name", "Ada", "empty", "");

        assertThat(store.create(session)).contains(session);

        assertThat(store().load(session.key())).contains(session);
        assertThat(store().find(session.key(), session)).isEqualTo(Lookup.CURRENT);
    }

    @Test
    void createdTwice_isRefusedAndKeepsTheFirst() {
        SessionStore store = store();
        StoredSession first = session("a", store.now(), TIMEOUT, "name", "Ada");
        store.create(first);

        assertThat(store.create(session("a", store.now(), TIMEOUT, "name", "Eve")))
                .isEmpty();
        assertThat(store.load(first.key())).contains(first);
    }

    @Test
    void savedOnItsVersion_raisesTheVersion() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada", "old", "gone");
        StoredSession changed = with(session, "name", "Grace", "new", "here");

        StoredSession stored = changed.atVersion(session.version() + 1);
        assertThat(store.save(session, changed)).contains(stored);

        assertThat(store.load(session.key())).contains(stored);
        assertThat(store.find(session.key(), session)).isEqualTo(new Lookup.Changed(stored));
        assertThat(store.find(session.key(), stored)).isEqualTo(Lookup.CURRENT);
    }

    @Test
    void savedOnAnOldVersion_isRefusedAndChangesNothing() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        store.save(session, with(session, "name", "Grace"));

        assertThat(store.save(session, with(session, "name", "Eve"))).isEmpty();
        assertThat(attribute(store.load(session.key()).orElseThrow(), "name")).isEqualTo("Grace");
    }

    @Test
    void timeoutAndPrincipal_areSaved() {
        SessionStore store = store();
        StoredSession s = created(store, "a");
        StoredSession signedIn = s.withTimeout(Duration.ZERO).withPrincipal("ada");

        store.save(s, signedIn);

        assertThat(store.load(s.key())).contains(signedIn.atVersion(s.version() + 1));
    }

    @Test
    void touched_movesTheLastAccessButNotTheVersion() {
        SessionStore store = store();
        StoredSession session = created(store, "a");
        Instant later = session.lastAccessedAt().plusSeconds(60);

        assertThat(store.touch(session.uid(), later)).isTrue();

        StoredSession loaded = store.load(session.key()).orElseThrow();
        assertThat(loaded.lastAccessedAt()).isEqualTo(later);
        assertThat(loaded.version()).isEqualTo(session.version());
    }

    @Test
    void lastAccess_neverMovesBack() {
        SessionStore store = store();
        StoredSession session = created(store, "a");
        Instant later = session.lastAccessedAt().plusSeconds(60);
        store.touch(session.uid(), later);

        store.touch(session.uid(), session.lastAccessedAt());
        store.save(session, session);

        assertThat(store.load(session.key()).orElseThrow().lastAccessedAt()).isEqualTo(later);
    }

    @Test
    void renamed_keepsEverythingElse() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        SessionKey newKey = SessionKey.of("b");

        assertThat(store.rename(session.uid(), newKey)).isTrue();

        assertThat(store.load(session.key())).isEmpty();
        StoredSession renamed = store.load(newKey).orElseThrow();
        assertThat(renamed.attributes()).isEqualTo(session.attributes());
        assertThat(renamed.createdAt()).isEqualTo(session.createdAt());
    }

    /** Who works on the session under its old key saves all the same, and finds out the new one if it has to. */
    @Test
    void renamed_isSavedByWhoKnowsTheOldKeyAndTellsTheNewOne() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        SessionKey newKey = SessionKey.of("b");
        store.rename(session.uid(), newKey);

        assertThat(store.save(session, with(session, "name", "Grace"))).isPresent();
        assertThat(store.keyOf(session.uid())).contains(newKey);
        assertThat(store.load(session.key())).isEmpty();
        assertThat(store.load(newKey).orElseThrow().attributes()).hasSize(1);
        assertThat(store.keyOf("ffffffffffffffffffffffffffffffff")).isEmpty();
    }

    @Test
    void renamedToATakenKey_isRefused() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        created(store, "b");

        assertThat(store.rename(session.uid(), SessionKey.of("b"))).isFalse();
        assertThat(store.load(session.key())).contains(session);
    }

    @Test
    void expired_isAbsentForAll() {
        SessionStore store = store();
        StoredSession session = expired(store, "a");

        assertThat(store.load(session.key())).isEmpty();
        assertThat(store.find(session.key(), session)).isEqualTo(Lookup.ABSENT);
        assertThat(store.touch(session.uid(), store.now())).isFalse();
        assertThat(store.save(session, session)).isEmpty();
        assertThat(store.rename(session.uid(), SessionKey.of("b"))).isFalse();
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

        StoredSession changed = with(session, "name", "somebody");
        List<Boolean> saved =
                concurrently(4, () -> store().save(session, changed).isPresent());

        assertThat(saved).containsOnlyOnce(true);
    }

    @Test
    void createdConcurrently_oneWins() throws Exception {
        Instant now = store().now();

        List<Boolean> created =
                concurrently(4, () -> store().create(session("a", now, TIMEOUT)).isPresent());

        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void deletedConcurrently_oneWins() throws Exception {
        StoredSession session = created(store(), "a");

        List<Boolean> deleted = concurrently(4, () -> store().delete(session.uid()));

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

    @Test
    void largeAttributeBesideAChangedOne_isReusedFromTheCopy() {
        SessionStore store = store();
        StoredSession first = created(store, "a", "large", "x".repeat(300_000), "count", "1");
        StoredAttribute large = first.attributes().get("large");
        Map<String, StoredAttribute> changed = new HashMap<>(attributes("count", "2"));
        changed.put("large", large);

        StoredSession second = store.save(first, first.withAttributes(changed)).orElseThrow();

        assertThat(store().load(first.key())).contains(second);
        Lookup.Changed found = (Lookup.Changed) store().find(first.key(), first);
        assertThat(found.session()).isEqualTo(second);
        assertThat(found.session().attributes().get("large")).isSameAs(large);
    }

    @Test
    void largeAttribute_isReplacedShrunkAndRemoved() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "large", "x".repeat(300_000), "other", "y".repeat(200_000));
        for (Map<String, StoredAttribute> next : List.of(
                attributes("large", "z".repeat(300_001), "other", "y".repeat(200_000)),
                attributes("large", "small", "other", "y".repeat(200_000)),
                attributes("other", "y".repeat(200_000)),
                attributes("large", "x".repeat(300_000)),
                attributes())) {
            session = store.save(session, session.withAttributes(next)).orElseThrow();
            assertThat(store().load(session.key())).contains(session);
            assertThat(session.attributes()).isEqualTo(next);
        }
    }

    @Test
    void largeAttributes_goWithTheirSession() {
        SessionStore store = store();
        StoredSession deleted = created(store, "a", "large", "x".repeat(300_000));
        StoredSession old = expired(store, "b", "large", "x".repeat(300_000));

        assertThat(store.delete(deleted.uid())).isTrue();
        assertThat(store.takeExpired(10)).containsExactly(old);

        StoredSession again = created(store, "a", "large", "x".repeat(300_000));
        assertThat(store.load(again.key())).contains(again);
    }

    @Test
    void largeAttributeReplacedWhileOthersRead_isReadWhole() throws Exception {
        StoredSession session = created(store(), "a", "large", "0".repeat(100_000), "same", "0");

        List<Boolean> whole = concurrently(3, () -> replaceAndRead(session.key(), 40));

        assertThat(whole).containsOnly(true);
    }

    /** Both attributes are written together, so each reader finds them alike. */
    private boolean replaceAndRead(SessionKey key, int times) {
        SessionStore store = store();
        boolean whole = true;
        for (int i = 0; i < times; i++) {
            StoredSession current = store.load(key).orElseThrow();
            whole &= attribute(current, "large").startsWith(attribute(current, "same"));
            String digit = String.valueOf(i % 10);
            store.save(current, with(current, "large", digit.repeat(100_000), "same", digit));
        }
        return whole;
    }

    @Test
    void savedByUid_evenIfItWasRenamedMeanwhile() {
        SessionStore store = store();
        StoredSession session = created(store, "a", "name", "Ada");
        store.rename(session.uid(), SessionKey.of("b"));

        assertThat(store.save(session, with(session, "name", "Grace"))).isPresent();

        assertThat(store.load(SessionKey.of("a"))).isEmpty();
        assertThat(attribute(store.load(SessionKey.of("b")).orElseThrow(), "name"))
                .isEqualTo("Grace");
    }

    @Test
    void sessionsOfAPrincipal_areFoundOldestFirst() {
        SessionStore store = store();
        Instant now = store.now();
        StoredSession second = session("b", now, TIMEOUT, "name", "Ada").withPrincipal("ada");
        StoredSession first = session("a", now.minusSeconds(60), Duration.ZERO, "large", "x".repeat(50_000))
                .withPrincipal("ada");
        store.create(second);
        store.create(first);
        created(store, "c");
        store.create(session("d", now, TIMEOUT).withPrincipal("Ada"));

        assertThat(store.search("ada", 10)).extracting(SessionInfo::uid).containsExactly(first.uid(), second.uid());
        assertThat(store.search("ada", 1)).extracting(SessionInfo::uid).containsExactly(first.uid());
        assertThat(store.search(null, 10)).hasSize(4);
        assertThat(store.search("nobody", 10)).isEmpty();
        assertThat(store.search("ada", 1)).singleElement().satisfies(info -> {
            assertThat(info.key()).isEqualTo(first.key());
            assertThat(info.bytes()).isGreaterThan(50_000);
            assertThat(info.expiresAt()).isEmpty();
            assertThat(info.createdAt()).isEqualTo(first.createdAt());
        });
    }

    @Test
    void signIn_isTimedWhenThePrincipalComes() {
        SessionStore store = store();
        StoredSession early = created(store, "a", "name", "Ada");
        assertThat(store.search(null, 10))
                .singleElement()
                .satisfies(info -> assertThat(info.principalSince()).isEmpty());
        StoredSession signedIn = store.save(early, early.withPrincipal("ada")).orElseThrow();
        Instant since = since(store, "ada");
        StoredSession later =
                store.save(signedIn, with(signedIn, "name", "Lovelace")).orElseThrow();

        assertThat(since).isAfterOrEqualTo(early.createdAt());
        assertThat(since(store, "ada")).isEqualTo(since);
        store.save(later, later.withPrincipal("grace"));
        assertThat(since(store, "grace")).isAfterOrEqualTo(since);
        store.create(session("b", store.now(), TIMEOUT).withPrincipal("eve"));
        assertThat(since(store, "eve")).isAfterOrEqualTo(since);
    }

    private static Instant since(SessionStore store, String principal) {
        return store.search(principal, 1).get(0).principalSince().orElseThrow();
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
            if (store.save(current, with(current, "count", String.valueOf(count + 1)))
                    .isPresent()) {
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
        return store.create(session).orElseThrow();
    }

    private static StoredSession expired(SessionStore store, String id, String... attributes) {
        Instant longAgo = store.now().minus(TIMEOUT.multipliedBy(2));
        StoredSession session = session(id, longAgo, TIMEOUT, attributes);
        return store.create(session).orElseThrow();
    }

    private static StoredSession session(String id, Instant accessed, Duration timeout, String... attributes) {
        Instant created = accessed.minusMillis(1);
        String uid = UUID.randomUUID().toString().replace("-", "");
        return new StoredSession(
                uid, SessionKey.of(id), 1, created, accessed, timeout, null, "node1", attributes(attributes));
    }

    private static StoredSession with(StoredSession s, String... attributes) {
        return s.withAttributes(attributes(attributes));
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
