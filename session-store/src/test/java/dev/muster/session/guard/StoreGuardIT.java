package dev.muster.session.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.session.SessionStoreUnavailableException;
import dev.muster.sql.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A real PostgreSQL whose processes are frozen: its sockets accept everything and nobody answers. */
class StoreGuardIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long WELL_WITHIN = TimeUnit.SECONDS.toNanos(8);

    private static EmbeddedPostgres postgres;
    private static Path data;

    private final JdbcConnectionPool pool = pool();
    private final Database unguarded = Database.open(pool);
    private final StoreGuard guard = StoreGuard.start(unguarded, LIMIT);
    private final Database database = unguarded.watchedBy(guard);

    @BeforeAll
    static void start() throws IOException {
        data = Files.createTempDirectory("muster-guard").resolve("data");
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void makeATable() {
        update("create table if not exists payload (bytes bytea)");
        update("delete from payload");
    }

    @AfterEach
    void thaw() throws Exception {
        signal("CONT");
        guard.close();
        pool.dispose();
    }

    @Test
    void frozenWhileReading_endsInTimeAndComesBackByItself() throws Exception {
        signal("STOP");

        assertRefusedInTime(() -> update("delete from payload"));
        await(() -> !StoreGuard.allAvailable());
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> update("delete from payload"))
                    .isInstanceOf(SessionStoreUnavailableException.class);
        }
        assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());

        signal("CONT");
        await(StoreGuard::allAvailable);
        assertThat(update("insert into payload values (null)")).isEqualTo(1);
    }

    /** More than the buffers of the sockets take: the driver is caught in writing, where no time limit of its own helps. */
    @Test
    void frozenWhileWriting_endsInTime() throws Exception {
        byte[] large = new byte[64 << 20];
        signal("STOP");

        assertRefusedInTime(() -> insert(large));
    }

    /** Somebody holds a lock: that is no outage, and nobody else notices. */
    @Test
    void lockedRow_endsInTimeAndOthersGoOn() throws Exception {
        update("insert into payload values (null)");
        try (var holder = pool.getConnection()) {
            holder.setAutoCommit(false);
            try (var statement = holder.prepareStatement("update payload set bytes = null")) {
                statement.executeUpdate();
            }
            var waiting = new Thread(() -> assertRefusedInTime(() -> update("delete from payload")));
            waiting.start();
            while (waiting.isAlive()) {
                assertThat(update("create table if not exists other (n int)")).isZero();
            }
            assertThat(StoreGuard.allAvailable()).isTrue();
            holder.rollback();
            holder.setAutoCommit(true);
        }
    }

    private static void assertRefusedInTime(Runnable work) {
        long start = System.nanoTime();
        assertThatThrownBy(work::run).isInstanceOf(SessionStoreUnavailableException.class);
        assertThat(System.nanoTime() - start).isLessThan(WELL_WITHIN);
    }

    private int update(String sql) {
        return database.run(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return statement.executeUpdate();
            }
        });
    }

    private void insert(byte[] bytes) {
        database.run(connection -> {
            try (var statement = connection.prepareStatement("insert into payload values (?)")) {
                statement.setBytes(1, bytes);
                return statement.executeUpdate();
            }
        });
    }

    private static JdbcConnectionPool pool() {
        var source = new PGConnectionPoolDataSource();
        source.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        return JdbcConnectionPool.create(source);
    }

    private static void signal(String name) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        var processes = Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).orElseThrow().descendants().map(ProcessHandle::pid))
                .map(String::valueOf)
                .toList();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(processes);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                throw new AssertionError("not in time");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
