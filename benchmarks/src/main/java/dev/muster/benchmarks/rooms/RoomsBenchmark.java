package dev.muster.benchmarks.rooms;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.server.Postgres;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The run about rooms: balance in a simulation, costs on a real database. */
public final class RoomsBenchmark {

    private RoomsBenchmark() {}

    /** Measures and writes {@code rooms.md} and {@code rooms.json}. */
    public static void run(Map<String, String> environment, Postgres postgres, Path output) throws Exception {
        long seed = Long.getLong("benchmark.seed", System.nanoTime() & 0xFFFF);
        environment.put("seed", Long.toString(seed));
        Map<String, Object> costs = costs(postgres);
        Balance balance = new Balance(seed);
        List<Table> tables = balance.play();
        costs.put("seconds for 1,000,000 rooms on 100 servers, simulated", balance.millionSeconds());
        System.out.println(Files.readString(write(environment, tables, balance.peaks(), costs, output)));
    }

    private static Map<String, Object> costs(Postgres postgres) throws Exception {
        postgres.execute("create database rooms");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(Postgres.url("rooms", postgres.port()));
            pool.setMaximumPoolSize(20);
            Schema.prepare(Database.open(pool), "create");
            Map<String, Object> costs = new LinkedHashMap<>(new RoomCosts(pool).measure());
            costs.putAll(Claims.measure(pool));
            return costs;
        }
    }

    private static Path write(
            Map<String, String> environment,
            List<Table> balance,
            Map<String, Double> peaks,
            Map<String, Object> costs,
            Path output)
            throws IOException {
        Files.createDirectories(output);
        Files.writeString(
                output.resolve("rooms.json"),
                Json.of(Map.of("environment", environment, "peaks", peaks, "costs", costs)));
        StringBuilder page = new StringBuilder("# Rooms\n\nWritten by `./mvnw -Pbenchmarks -Dbenchmark=rooms`; what is"
                + " done is described in [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        environment.forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        page.append(
                "\n## Balance\n\nWorst load of one of 100 servers relative to the mean, while rooms come and go; the median of\nseveral runs, and the worst of them:\n\n");
        balance.forEach(table -> page.append(table).append("\n"));
        page.append("## Costs\n\n");
        Table table = new Table("", "");
        costs.forEach((name, value) -> table.row(List.of(
                name, value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : value.toString())));
        return Files.writeString(output.resolve("rooms.md"), page.append(table).toString());
    }
}
