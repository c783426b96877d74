package dev.muster.extension.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.extension.context.TestServers;
import dev.muster.extension.context.TestServers.TestServer;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import dev.muster.sql.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clustered events do between three servers, on one kind of database. */
abstract class DatabaseEventsContract {

    private final Database database;
    private final TestServers servers;
    private final TestServer firstServer;
    private final TestApplication first;
    private final TestApplication second;
    private final TestApplication third;

    DatabaseEventsContract(TestDatabase kind) {
        database = kind.create();
        servers = new TestServers(database);
        firstServer = servers.start(1);
        first = application(firstServer);
        second = application(servers.start(2));
        third = application(servers.start(3));
    }

    @Test
    void event_reachesTheOthersOnceAndInOrder() {
        first.fire("a");
        second.fire("b");
        first.fire("c");
        pollAll();
        pollAll();

        assertThat(first.observed).as("its own are observed as they are fired").containsExactly("b");
        assertThat(second.observed).containsExactly("a", "c");
        assertThat(third.observed).containsExactly("a", "b", "c");
    }

    @Test
    void serverThatStarts_beginsAtTheEnd() {
        first.fire("before");
        TestApplication late = application(servers.start(4));
        first.fire("after");
        late.poll();

        assertThat(late.observed).containsExactly("after");
    }

    @Test
    void clusters_doNotHearEachOther() {
        TestApplication stranger = new TestApplication(servers.start(4), database, "other");
        stranger.fire("x");
        first.fire("a");
        pollAll();
        stranger.poll();

        assertThat(second.observed).containsExactly("a");
        assertThat(stranger.observed).isEmpty();
    }

    @Test
    void serverThatWasPaused_catchesUp() {
        List<String> texts = IntStream.range(0, 350).mapToObj(i -> "e" + i).toList();
        texts.forEach(first::fire);
        second.poll();

        assertThat(second.observed).isEqualTo(texts);
        assertThat(second.missed).isZero();
    }

    @Test
    void fencedServer_listensButDoesNotFire() {
        firstServer.fence();
        second.fire("a");
        first.poll();

        assertThat(first.observed).containsExactly("a");
        assertThatThrownBy(() -> first.fire("b")).isInstanceOf(MusterException.class);
        pollAll();
        assertThat(second.observed).isEmpty();
    }

    /** As another incarnation it does not take what it fired before for another's. */
    @Test
    void serverThatWasFenced_observesNothingTwice() {
        first.fire("before");
        firstServer.fence();
        firstServer.regain();
        first.fire("after");
        pollAll();

        assertThat(first.observed).isEmpty();
        assertThat(second.observed).containsExactly("before", "after");
    }

    @Test
    void eventThatCannotBeReadOrObserved_blocksNoOther() {
        List.of("unreadable", "a", "failing", "b").forEach(first::fire);
        execute("update muster_event set type = 'unknown here' where sequence_number = 2");
        pollAll();

        assertThat(second.observed).containsExactly("failing", "b");
        assertThat(third.observed).containsExactly("failing", "b");
    }

    @Test
    void oldEvents_areDeletedByTheServerWhoseTaskItIs() {
        IntStream.range(0, 450).forEach(i -> first.fire("e" + i));
        execute("update muster_event set fired_at = fired_at - 61000");
        first.fire("young");
        pollOften(second);
        assertThat(count()).isEqualTo(451);

        third.cleans = true;
        pollOften(third);

        assertThat(count()).isEqualTo(1);
        first.fire("next");
        pollAll();
        assertThat(second.observed).hasSize(452).endsWith("young", "next");
        assertThat(second.missed).isZero();
    }

    @Test
    void lastEvent_isKeptSoThatNumbersGoOn() {
        third.cleans = true;
        first.fire("a");
        execute("update muster_event set fired_at = 0");
        pollOften(third);
        first.fire("b");
        pollAll();

        assertThat(second.observed).containsExactly("a", "b");
        assertThat(second.missed).isZero();
    }

    @Test
    void serverThatComesTooLate_isToldHowManyItMissed() {
        first.fire("seen");
        pollAll();
        IntStream.range(0, 5).forEach(i -> first.fire("e" + i));
        third.cleans = true;
        execute("update muster_event set fired_at = 0");
        pollOften(third);

        second.poll();

        assertThat(second.missed).isEqualTo(4);
        assertThat(second.observed).containsExactly("seen", "e4");
    }

    @Test
    void tableThatSomebodyEmptied_isFollowedAnew() {
        List.of("a", "b", "c").forEach(first::fire);
        pollAll();
        execute("delete from muster_event");
        first.fire("d");
        pollOften(second);
        first.fire("e");
        second.poll();

        assertThat(second.missed).isEqualTo(1);
        assertThat(second.observed).containsExactly("a", "b", "c", "e");
    }

    /** A reader runs all the time: a number that is seen before a lower one is committed would be lost to it. */
    @Test
    void eventsFiredAtOnce_areAllSeenInTheOrderOfEachThread() throws Exception {
        int threadsPerServer = 2;
        int each = 25;
        List<TestApplication> origins = List.of(first, second);
        int threads = origins.size() * threadsPerServer;
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        AtomicBoolean fired = new AtomicBoolean();
        Future<?> reading = pool.submit(() -> {
            while (!fired.get()) {
                third.poll();
            }
            third.poll();
        });
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Void>> firing = IntStream.range(0, threads)
                .mapToObj(thread -> pool.submit((Callable<Void>) () -> {
                    start.await(30, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++) {
                        origins.get(thread % origins.size()).fire(thread + "-" + i);
                    }
                    return null;
                }))
                .toList();
        for (Future<Void> thread : firing) {
            thread.get(2, TimeUnit.MINUTES);
        }
        fired.set(true);
        reading.get(2, TimeUnit.MINUTES);
        pool.shutdown();

        assertThat(third.missed).isZero();
        assertThat(third.observed).hasSize(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + "-";
            assertThat(third.observed.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void databaseThatFails_isWaitedFor() {
        first.fire("a");
        pollAll();
        execute("drop table muster_event");
        pollOften(second);
        assertThatThrownBy(() -> first.fire("b")).isInstanceOf(MusterException.class);

        Schema.prepare(database, "create");
        pollOften(second);
        first.fire("c");
        second.poll();

        assertThat(second.observed).containsExactly("a", "c");
    }

    private TestApplication application(TestServer server) {
        return new TestApplication(server, database, TestServers.CLUSTER);
    }

    private void pollAll() {
        List.of(first, second, third).forEach(TestApplication::poll);
    }

    /** As often as it takes to look after old events. */
    private static void pollOften(TestApplication application) {
        IntStream.range(0, 20).forEach(i -> application.poll());
    }

    private long count() {
        return database.run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from muster_event")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
