package dev.muster.extension.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.extension.context.TestServers;
import dev.muster.extension.context.TestServers.TestServer;
import dev.muster.extension.lock.LeasedLocks;
import dev.muster.extension.lock.LockTable;
import dev.muster.extension.lock.LockTable.Purpose;
import dev.muster.extension.lock.WaitingTime;
import dev.muster.schedule.OncePerCluster;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three servers whose schedulers call the same methods; what the databases do about it is in the contract of locks. */
class OncePerClusterTest {

    private final Database database = TestDatabase.H2.create();
    private final TestServers servers = new TestServers(database);
    private final TestServer one = servers.start(1);
    private final TestServer two = servers.start(2);
    private final Map<TestServer, Runs> runs = Map.of(one, runsOf(one), two, runsOf(two));
    private int ran;

    @Test
    void firingsThatBelongTogether_areOneRun() throws Exception {
        for (int i = 0; i < 3; i++) {
            fire(one, "daily", this::count);
            fire(two, "daily", this::count);
        }
        assertThat(ran).isEqualTo(1);

        timePasses(Duration.ofHours(21));

        fire(two, "daily", this::count);
        fire(one, "daily", this::count);
        assertThat(ran).isEqualTo(2);
    }

    @Test
    void timerOfAnEjb_isTreatedAlike() throws Exception {
        call(two, "daily", this::count);
        new OncePerClusterInterceptor(runs(one)).timeout(invocation("daily", this::count));

        assertThat(ran).isEqualTo(1);
    }

    @Test
    void runThatLastsLongerThanThePeriod_isNotJoinedByAnother() throws Exception {
        fire(one, "daily", () -> {
            timePasses(Duration.ofHours(30));
            fire(two, "daily", this::count);
            fire(one, "daily", this::count);
            return null;
        });
        assertThat(ran).isZero();

        fire(two, "daily", this::count);
        assertThat(ran).isEqualTo(1);
    }

    @Test
    void serverThatDiesDuringARun_doesNotHoldUpTheNext() throws Exception {
        assertThat(runs(one).begin("a", Duration.ofHours(1))).isPresent();
        timePasses(Duration.ofHours(2));
        assertThat(runs(two).begin("a", Duration.ofHours(1))).isEmpty();

        one.fence();
        one.endLease();

        assertThat(runs(two).begin("a", Duration.ofHours(1))).isPresent();
    }

    @Test
    void runThatThrows_hasRun() throws Exception {
        assertThatThrownBy(() -> fire(one, "daily", () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        fire(two, "daily", this::count);
        assertThat(ran).isZero();
        timePasses(Duration.ofHours(21));
        fire(two, "daily", this::count);
        assertThat(ran).isEqualTo(1);
    }

    @Test
    void serverThatCannotKnow_skips() throws Exception {
        one.fence();
        fire(one, "daily", this::count);
        execute("drop table muster_lock");
        fire(two, "daily", this::count);

        assertThat(ran).isZero();
    }

    @Test
    void skippedCall_returnsNothing() throws Exception {
        assertThat(call(one, "optional", () -> Optional.of("x"))).isEqualTo(Optional.of("x"));
        assertThat(call(two, "optional", () -> Optional.of("x"))).isEqualTo(Optional.empty());
        assertThat(call(one, "text", () -> "x")).isEqualTo("x");
        assertThat(call(two, "text", () -> "x")).isNull();
    }

    @Test
    void methodsOfOneName_areOne() throws Exception {
        fire(one, "nightly", this::count);
        fire(two, "nocturnal", this::count);

        assertThat(ran).isEqualTo(1);
    }

    @Test
    void serverThatIsAlone_runsEach() throws Exception {
        OncePerClusterInterceptor alone = new OncePerClusterInterceptor(Runs.ALL);
        alone.invoke(invocation("daily", this::count));
        alone.invoke(invocation("daily", this::count));

        assertThat(ran).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "number, 'could not return a value of type int'",
        "soon, '''soon''. Right would be a duration'",
        "never, '''0s''. Right would be a duration'",
        "hidden, private",
        "future, 'when the work is done'",
        "padded, 'spaces at its ends'",
    })
    void whatCannotWork_isSaid(String method, String reason) {
        Method bad = List.of(Bad.class.getDeclaredMethods()).stream()
                .filter(it -> it.getName().equals(method))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> ScheduledMethod.of(bad, bad.getAnnotation(OncePerCluster.class)))
                .hasMessageStartingWith("MUSTER-153")
                .hasMessageContaining("Bad." + method)
                .hasMessageContaining(reason);
    }

    private Object count() {
        ran++;
        return null;
    }

    private void timePasses(Duration time) {
        execute("update muster_lock set taken_at = taken_at - " + time.toMillis());
    }

    private void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private void fire(TestServer server, String method, Callable<Object> body) throws Exception {
        assertThat(call(server, method, body)).isNull();
    }

    private Object call(TestServer server, String method, Callable<?> body) throws Exception {
        return new OncePerClusterInterceptor(runs(server)).invoke(invocation(method, body));
    }

    private Runs runs(TestServer server) {
        return runs.get(server);
    }

    private Runs runsOf(TestServer server) {
        LockTable table = new LockTable(database, TestServers.CLUSTER, Purpose.RUN);
        return Runs.under(new LeasedLocks(server, table, WaitingTime.REAL, new Random(1), Runnable::run));
    }

    private static InvocationContext invocation(String method, Callable<?> body) throws NoSuchMethodException {
        Method called = Jobs.class.getDeclaredMethod(method);
        return (InvocationContext) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (self, asked, arguments) -> asked.getName().equals("proceed") ? body.call() : called);
    }

    interface Jobs {

        @OncePerCluster(atMostEvery = "20h")
        void daily();

        @OncePerCluster(atMostEvery = "1h", name = "night")
        void nightly();

        @OncePerCluster(atMostEvery = "1h", name = "night")
        void nocturnal();

        @OncePerCluster(atMostEvery = "1h")
        Optional<String> optional();

        @OncePerCluster(atMostEvery = "PT1H")
        String text();
    }

    abstract static class Bad {

        @OncePerCluster(atMostEvery = "1h")
        abstract int number();

        @OncePerCluster(atMostEvery = "soon")
        abstract void soon();

        @OncePerCluster(atMostEvery = "0s")
        abstract void never();

        @OncePerCluster(atMostEvery = "1h")
        @SuppressWarnings("unused")
        private void hidden() {}

        @OncePerCluster(atMostEvery = "1h")
        abstract CompletableFuture<String> future();

        @OncePerCluster(atMostEvery = "1h", name = "x ")
        abstract void padded();
    }
}
