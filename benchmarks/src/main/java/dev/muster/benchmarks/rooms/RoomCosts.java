package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.config.Settings;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.node.ClusterNode;
import dev.muster.extension.node.NodeListener;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.sql.Database;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** What looking a room up and granting one costs, on servers with Infinispan and PostgreSQL. For one thread. */
final class RoomCosts {

    private static final EnterRequest VISITOR = EnterRequest.by("visitor");
    private static final int LOOKUPS = 500_000;
    private static final int COUNTED = 500;
    private static final int THREADS = 8;
    private static final long GRANT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final HikariDataSource pool;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    RoomCosts(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Measures; the names say what. */
    Map<String, Object> measure() throws Exception {
        CountedStatements counted = new CountedStatements(pool);
        try (ClusterNode node = start("counted", counted.dataSource())) {
            awaitCache(node);
            count(node.rooms(), counted);
        }
        try (ClusterNode one = start("one", pool);
                ClusterNode two = start("two", pool)) {
            awaitCache(one);
            lookUp(one.rooms());
            grant(List.of(one.rooms(), two.rooms()));
        }
        return figures;
    }

    /** Renewals of the lease run beside, so the least of some tries counts. */
    private void count(RoomAllocator rooms, CountedStatements counted) {
        double grant = Double.MAX_VALUE;
        double lookup = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            long before = counted.executed();
            for (int i = 0; i < COUNTED; i++) {
                rooms.enter("counted-" + attempt + "-" + i, VISITOR);
            }
            grant = Math.min(grant, (counted.executed() - before) / (double) COUNTED);
            before = counted.executed();
            for (int i = 0; i < COUNTED; i++) {
                rooms.enter("counted-" + attempt + "-" + i, VISITOR);
            }
            lookup = Math.min(lookup, (counted.executed() - before) / (double) COUNTED);
        }
        figures.put("statements for a first grant", grant);
        figures.put("statements for a known room", lookup);
    }

    private void lookUp(RoomAllocator rooms) {
        rooms.enter("known", VISITOR);
        long[] nanos = new long[LOOKUPS];
        for (int warming = 0; warming < 2; warming++) {
            for (int i = 0; i < LOOKUPS; i++) {
                long start = System.nanoTime();
                rooms.enter("known", VISITOR);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        figures.put("known room, p50 µs", nanos[LOOKUPS / 2] / 1e3);
        figures.put("known room, p99 µs", nanos[LOOKUPS * 99 / 100] / 1e3);
        figures.put("known room, p99.9 µs", nanos[LOOKUPS / 1000 * 999] / 1e3);
    }

    private void grant(List<RoomAllocator> servers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicLong granted = new AtomicLong();
        long start = System.nanoTime();
        long end = start + GRANT_NANOS;
        List<Future<?>> running = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                    RoomAllocator rooms = servers.get(thread % servers.size());
                    for (int i = 0; System.nanoTime() - end < 0; i++) {
                        rooms.enter("granted-" + thread + "-" + i, VISITOR);
                        granted.incrementAndGet();
                    }
                }))
                .toList();
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        figures.put("grants per second, 2 servers, 8 threads", granted.get() / seconds);
    }

    private static ClusterNode start(String name, DataSource dataSource) {
        Map<String, String> settings = Map.of(
                "muster.mode", "cluster",
                "muster.server.name", name,
                "muster.server.port", "8080",
                "muster.rooms.stop-limit", "0s");
        return ClusterNode.start(
                Settings.ofMap(settings),
                Database.open(dataSource),
                "/rooms",
                RoomCosts.class.getClassLoader(),
                NodeListener.NONE,
                Optional.empty());
    }

    private static void awaitCache(ClusterNode node) {
        while (node.roomCache()
                .map(CacheStatus::state)
                .filter(CacheStatus.State.UP::equals)
                .isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
