package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.server.Postgres;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The run about rooms: balance in a simulation, costs on a real database. */
public final class RoomsBenchmark {

    private RoomsBenchmark() {}

    /** Measures and writes {@code rooms.md}, {@code rooms.json} and pictures. */
    public static void run(Map<String, String> environment, Postgres postgres, Path output) throws Exception {
        long seed = Long.getLong("benchmark.seed", System.nanoTime() & 0xFFFF);
        environment.put("seed", Long.toString(seed));
        postgres.execute("create database rooms");
        String url = Postgres.url("rooms", postgres.port());
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(20);
            Schema.prepare(Database.open(pool), "create");
            Map<String, Object> costs = new LinkedHashMap<>(RoomCosts.count(pool));
            costs.putAll(Claims.measure(pool));
            Map<String, Object> timed = new LinkedHashMap<>();
            Table operations = Operations.measure(url, timed);
            Table withoutInfinispan = WithoutInfinispan.measure(pool, timed);
            Balance balance = new Balance(seed);
            costs.put("seconds for 1,000,000 rooms on 100 servers, simulated", balance.secondsForAMillion());
            Path page = new RoomsReport(environment, balance.play(), operations, withoutInfinispan, costs, timed)
                    .write(output);
            System.out.println(Files.readString(page));
        }
    }
}
