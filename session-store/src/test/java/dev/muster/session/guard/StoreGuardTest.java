package dev.muster.session.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.session.guard.Moody.Mood;
import dev.muster.sql.Database;
import dev.muster.sql.SqlWork;
import dev.muster.sql.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreGuardTest {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final long WELL_WITHIN = TimeUnit.SECONDS.toNanos(5);

    private final Moody moody = new Moody(TestDatabase.H2.createEmpty());
    private final Database unguarded = Database.open(moody.dataSource());
    private final StoreGuard guard = StoreGuard.start(unguarded, LIMIT);
    private final Database database = unguarded.watchedBy(guard);
    private final ExecutorService requests = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws InterruptedException {
        moody.is(Mood.WELL);
        guard.close();
        requests.shutdown();
        assertThat(requests.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silentDatabase_statementIsEndedInTime() {
        moody.is(Mood.SILENT);

        long start = System.nanoTime();
        assertThatThrownBy(this::ask)
                .isInstanceOf(SessionStoreUnavailableException.class)
                .hasMessageContainingAll("MUSTER-110", "no answer within 500 ms");

        assertThat(System.nanoTime() - start).isLessThan(WELL_WITHIN);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void exhaustedPool_waitIsEndedInTimeAndTheThreadIsClean() {
        moody.is(Mood.EXHAUSTED);

        long start = System.nanoTime();
        assertThatThrownBy(this::ask).isInstanceOf(SessionStoreUnavailableException.class);

        assertThat(System.nanoTime() - start).isLessThan(WELL_WITHIN);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void connectionThatComesTooLate_isNotUsed() {
        moody.is(Mood.STUCK);
        CompletableFuture<Integer> request = CompletableFuture.supplyAsync(this::ask, requests);
        await(() -> !StoreGuard.allAvailable());

        moody.is(Mood.WELL);

        assertThatThrownBy(request::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SessionStoreUnavailableException.class);
    }

    @Test
    void awayStore_refusesAtOnceWhileOneThreadAsks() {
        moody.is(Mood.STUCK);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::ask, requests);
        await(() -> !StoreGuard.allAvailable());
        int asked = moody.asked();

        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(SessionStoreUnavailableException.class);
        }

        assertThat(System.nanoTime() - start).isLessThan(WELL_WITHIN);
        assertThat(moody.asked()).as("connections asked for").isLessThanOrEqualTo(asked + 5);
        moody.is(Mood.WELL);
        await(() -> answers());
        await(first::isCompletedExceptionally);
    }

    /** Nobody is sent into a driver that hangs once there is reason to think that it does. */
    @Test
    void driverThatHangs_holdsOnlyThoseThatCameFirst() {
        moody.is(Mood.STUCK);
        List<CompletableFuture<Integer>> held = new ArrayList<>();
        held.add(CompletableFuture.supplyAsync(this::ask, requests));
        await(() -> moody.asked() >= 3);

        List<CompletableFuture<Integer>> later = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            later.add(CompletableFuture.supplyAsync(this::ask, requests));
        }

        await(() -> later.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertThat(held.get(0)).isNotDone();
    }

    @Test
    void refusedConnection_isAnOutageThatEnds() {
        moody.is(Mood.REFUSING);
        assertThatThrownBy(this::ask).isInstanceOf(SessionStoreUnavailableException.class);
        await(() -> !StoreGuard.allAvailable());

        moody.is(Mood.WELL);

        await(StoreGuard::allAvailable);
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void statementThatTheDatabaseRefuses_isNoOutage() {
        assertThatThrownBy(() -> query("select * from nowhere"))
                .isInstanceOf(MusterException.class)
                .isNotInstanceOf(SessionStoreUnavailableException.class);

        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void oneBrokenConnection_isNoOutage() {
        SqlWork<Integer> broken = connection -> {
            throw new SQLException("terminating connection due to administrator command", "57P01");
        };

        assertThatThrownBy(() -> database.run(broken)).isInstanceOf(SessionStoreUnavailableException.class);

        assertThat(ask()).isEqualTo(1);
        assertThat(StoreGuard.allAvailable()).isTrue();
    }

    private boolean answers() {
        try {
            return ask() == 1;
        } catch (SessionStoreUnavailableException e) {
            return false;
        }
    }

    private int ask() {
        return query("select 1");
    }

    private int query(String sql) {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("not in time");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
