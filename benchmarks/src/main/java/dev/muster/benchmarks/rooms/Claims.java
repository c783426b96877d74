package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.config.Settings;
import dev.muster.extension.registry.Candidate;
import dev.muster.extension.registry.ClusterPlace;
import dev.muster.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A hundred servers that claim their ids at the same moment. For one thread. */
final class Claims {

    private static final int SERVERS = 100;
    private static final Settings SETTINGS = Settings.ofMap(Map.of("muster.mode", "cluster"));

    private Claims() {}

    /** Distinct ids, and the seconds until the last one was claimed. */
    static Map<String, Object> measure(HikariDataSource pool) throws Exception {
        Database database = Database.open(pool);
        ClusterPlace.agree(SETTINGS, database, "claims");
        ExecutorService threads = Executors.newFixedThreadPool(SERVERS);
        CyclicBarrier begin = new CyclicBarrier(SERVERS + 1);
        List<Future<ClusterPlace>> claiming = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            String name = "server" + i;
            claiming.add(threads.submit(() -> {
                begin.await();
                return claim(database, name);
            }));
        }
        begin.await();
        long start = System.nanoTime();
        List<ClusterPlace> places = new ArrayList<>();
        for (Future<ClusterPlace> one : claiming) {
            places.add(one.get());
        }
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        Set<Integer> ids =
                places.stream().map(place -> place.identity().serverId()).collect(Collectors.toSet());
        places.forEach(ClusterPlace::close);
        threads.shutdown();
        return Map.of("distinct ids of 100 servers", ids.size(), "seconds until the last had its id", seconds);
    }

    private static ClusterPlace claim(Database database, String name) {
        Candidate candidate = new Candidate(
                name,
                true,
                1023,
                OptionalInt.empty(),
                "http",
                "127.0.0.1",
                8080,
                "",
                100,
                0,
                Set.of(),
                "127.0.0.1",
                "f00d",
                "benchmark");
        return ClusterPlace.take(SETTINGS, database, "claims", candidate, Claims.class.getClassLoader(), List.of());
    }
}
