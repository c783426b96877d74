package dev.muster.benchmarks.jpa;

import dev.muster.benchmarks.jpa.measure.Figures;
import dev.muster.benchmarks.jpa.measure.JpaPlan;
import dev.muster.benchmarks.jpa.measure.JpaReport;
import dev.muster.benchmarks.jpa.measure.Measurement;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** The run that compares remote commits. */
public final class JpaBenchmark {

    private JpaBenchmark() {}

    /** Measures all variants and writes {@code jpa.md} and {@code jpa.json}. */
    public static void run(JpaPlan plan, Map<String, String> environment, Postgres postgres, Path runs, Path output)
            throws IOException, SQLException {
        Figures figures = new Figures();
        long seed = Long.getLong("benchmark.seed", System.nanoTime() & 0xFFFF);
        Measurement measurement = new Measurement(plan, postgres, runs, figures, seed);
        measurement.countBytes();
        for (int servers : plan.clusters()) {
            measurement.time(servers);
            // A run is long: what it knows is written as soon as it knows it
            Path page = JpaReport.write(environment, plan, figures, seed, output);
            System.out.println(Files.readString(page));
        }
    }
}
