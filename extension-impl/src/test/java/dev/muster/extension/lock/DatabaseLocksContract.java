package dev.muster.extension.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.extension.context.Incarnation;
import dev.muster.extension.context.TestServers;
import dev.muster.extension.context.TestServers.TestServer;
import dev.muster.extension.lock.LockTable.Purpose;
import dev.muster.lock.ClusterLock;
import dev.muster.lock.ClusterLocks;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What locks do between servers, on one kind of database. */
abstract class DatabaseLocksContract extends LocksContract {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final TestServers servers;
    private final TestServer one;
    private final TestServer two;
    private final List<Runnable> later = new ArrayList<>();
    private final LeasedLocks ones;
    private final LeasedLocks twos;

    DatabaseLocksContract(TestDatabase kind) {
        database = kind.create();
        servers = new TestServers(database);
        one = servers.start(1);
        two = servers.start(2);
        ones = locksOf(one, WaitingTime.REAL);
        twos = locksOf(two, WaitingTime.REAL);
    }

    @Override
    protected ClusterLocks locks() {
        return ones;
    }

    @Test
    void lockOfAnotherServer_isGivenWhenThatGivesItBack() throws InterruptedException {
        ClusterLock held = ones.tryLock("a").orElseThrow();
        assertThat(twos.tryLock("a")).isEmpty();

        held.close();

        try (ClusterLock next = twos.lock("a", LONG).orElseThrow()) {
            assertThat(next.token()).isGreaterThan(held.token());
            assertThat(ones.tryLock("a")).isEmpty();
        }
    }

    @Test
    void waitingForAnotherServer_endsWithPatience() throws InterruptedException {
        try (ClusterLock held = ones.tryLock("a").orElseThrow()) {
            TestTime time = new TestTime();
            long before = time.nanos();

            assertThat(locksOf(two, time).lock("a", Duration.ofSeconds(10))).isEmpty();

            assertThat(time.nanos() - before).isEqualTo(Duration.ofSeconds(10).toNanos());
            assertThat(held.isCurrent()).isTrue();
        }
    }

    @Test
    void serverThatDies_freesItsLocksWithItsLease() {
        ClusterLock held = ones.tryLock("a").orElseThrow();
        one.fence();
        assertThat(twos.tryLock("a")).as("while the lease lasts").isEmpty();

        one.endLease();

        assertThat(twos.tryLock("a").orElseThrow().token()).isGreaterThan(held.token());
        assertThat(one.isEndedForGood()).isTrue();
    }

    @Test
    void fencedHolder_hasLostTheLockAlsoWhenItIsBack() {
        ClusterLock held = ones.tryLock("a").orElseThrow();
        one.fence();

        assertThat(held.isCurrent()).isFalse();
        assertThatThrownBy(held::requireCurrent).hasMessageStartingWith("MUSTER-150");
        assertThatThrownBy(() -> ones.tryLock("b")).isInstanceOf(MusterException.class);
        assertThatThrownBy(() -> ones.lock("b", LONG)).isInstanceOf(MusterException.class);

        one.regain();

        assertThatThrownBy(held::requireCurrent).hasMessageStartingWith("MUSTER-150");
        ClusterLock again = ones.tryLock("a").orElseThrow();
        assertThat(again.token()).isGreaterThan(held.token());
        held.close();
        assertThat(again.isCurrent()).isTrue();
        assertThat(twos.tryLock("a")).as("closed by the one who had lost it").isEmpty();
    }

    @Test
    void rowsThatWereDeleted_doNotTakeTokensBack() {
        ClusterLock first = ones.tryLock("a").orElseThrow();
        first.close();
        execute("delete from muster_lock");

        assertThat(twos.tryLock("a").orElseThrow().token()).isGreaterThanOrEqualTo(first.token());
    }

    @Test
    void locksThatNobodyTookForADay_goAndComeBackWithAHigherToken() {
        OldLocks old = new OldLocks(database, TestServers.CLUSTER, Duration.ofDays(1));
        ones.tryLock("free").orElseThrow().close();
        ClusterLock held = ones.tryLock("held").orElseThrow();
        ClusterLock lapsed = twos.tryLock("lapsed").orElseThrow();
        runsOf(one).tryLock("run", HOUR).orElseThrow().close();
        assertThat(old.deleteSome()).as("on the same day").isZero();

        execute("update muster_lock set taken_at = taken_at - 90000000, token = token - 90000000");
        ones.tryLock("today").orElseThrow().close();
        assertThat(old.deleteSome()).isEqualTo(1);
        two.regain();
        assertThat(old.deleteSome()).isEqualTo(1);
        assertThat(old.deleteSome()).isZero();

        assertThat(twos.tryLock("held")).isEmpty();
        assertThat(runsOf(two).tryLock("run", Duration.ofDays(2))).isEmpty();
        assertThat(ones.tryLock("lapsed").orElseThrow().token()).isGreaterThan(lapsed.token() - 90_000_000);
        assertThat(ones.tryLock("free").orElseThrow().token()).isGreaterThan(held.token() - 90_000_000);
    }

    @Test
    void purposes_haveNamesOfTheirOwn() {
        try (ClusterLock held = ones.tryLock("a").orElseThrow();
                ClusterLock run = runsOf(two).tryLock("a", HOUR).orElseThrow()) {
            assertThat(held.isCurrent() && run.isCurrent()).isTrue();
        }
    }

    @Test
    void lockThatMustNotBeTakenOften_waitsForTheDatabasesClock() {
        runsOf(one).tryLock("a", HOUR).orElseThrow().close();
        assertThat(runsOf(two).tryLock("a", HOUR)).isEmpty();
        assertThat(runsOf(one).tryLock("a", HOUR)).isEmpty();

        execute("update muster_lock set taken_at = taken_at - 3600000");

        runsOf(two).tryLock("a", HOUR).orElseThrow().close();
        assertThat(runsOf(one).tryLock("a", HOUR)).isEmpty();
    }

    /** As if the database's clock had been a day ahead and was set right. */
    @Test
    void timeFarInTheFuture_doesNotBlock() {
        runsOf(one).tryLock("a", HOUR).orElseThrow().close();
        execute("update muster_lock set taken_at = taken_at + 86400000");

        assertThat(runsOf(two).tryLock("a", HOUR)).isPresent();
    }

    /** The database has this server as holder although none of its threads is. */
    @Test
    void lockThatCouldNotBeGivenBack_isFreeForItsServerAtOnceAndLaterForAll() {
        LeasedLocks cutOff = locksOf(one, new FailingOnce());
        cutOff.tryLock("a").orElseThrow().close();
        assertThat(twos.tryLock("a")).isEmpty();

        ClusterLock again = cutOff.tryLock("a").orElseThrow();
        runLater();
        assertThat(again.isCurrent()).isTrue();
        assertThat(twos.tryLock("a"))
                .as("put right under the feet of its holder")
                .isEmpty();
        again.close();

        LeasedLocks cutOffAgain = locksOf(one, new FailingOnce());
        cutOffAgain.tryLock("a").orElseThrow().close();
        assertThat(twos.tryLock("a")).isEmpty();
        runLater();
        assertThat(twos.tryLock("a")).isPresent();
    }

    @Test
    void threadsOfManyServers_areNeverInTogether() throws Exception {
        int threadsPerServer = 4;
        int rounds = 5;
        List<LeasedLocks> all = List.of(ones, twos, locksOf(servers.start(3), WaitingTime.REAL));
        int threads = all.size() * threadsPerServer;
        CyclicBarrier start = new CyclicBarrier(threads);
        AtomicInteger inside = new AtomicInteger();
        List<Long> tokens = Collections.synchronizedList(new ArrayList<>());
        var pool = Executors.newFixedThreadPool(threads);
        List<Future<Void>> working = IntStream.range(0, threads)
                .mapToObj(i -> pool.submit((Callable<Void>) () -> {
                    start.await(30, TimeUnit.SECONDS);
                    for (int round = 0; round < rounds; round++) {
                        try (ClusterLock lock =
                                all.get(i % all.size()).lock("a", LONG).orElseThrow()) {
                            assertThat(inside.incrementAndGet()).isEqualTo(1);
                            tokens.add(lock.token());
                            lock.requireCurrent();
                            assertThat(inside.decrementAndGet()).isZero();
                        }
                    }
                    return null;
                }))
                .toList();
        for (Future<Void> thread : working) {
            thread.get(2, TimeUnit.MINUTES);
        }
        pool.shutdown();

        assertThat(tokens).hasSize(threads * rounds).isSorted().doesNotHaveDuplicates();
    }

    private void runLater() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    private LeasedLocks locksOf(TestServer server, WaitingTime time) {
        LockTable store = new LockTable(database, TestServers.CLUSTER, Purpose.LOCK);
        return new LeasedLocks(server, store, time, new Random(server.serverId()), later::add);
    }

    private LeasedLocks locksOf(TestServer server, LockStore store) {
        return new LeasedLocks(server, store, WaitingTime.REAL, new Random(server.serverId()), later::add);
    }

    private LeasedLocks runsOf(TestServer server) {
        return locksOf(server, new LockTable(database, TestServers.CLUSTER, Purpose.RUN));
    }

    private void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    /** Its first answer to a lock that is given back is that the database is away. */
    private final class FailingOnce implements LockStore {

        private final LockTable table = new LockTable(database, TestServers.CLUSTER, Purpose.LOCK);
        private boolean failed;

        @Override
        public OptionalLong take(String name, Incarnation holder, Duration sinceLast) {
            return table.take(name, holder, sinceLast);
        }

        @Override
        public void free(String name, Incarnation holder) {
            if (!failed) {
                failed = true;
                throw new MusterException(LockMessage.NOT_GIVEN_BACK, name, "by the test");
            }
            table.free(name, holder);
        }
    }
}
