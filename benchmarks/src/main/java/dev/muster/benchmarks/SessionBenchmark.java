package dev.muster.benchmarks;

import dev.muster.benchmarks.cost.Cost;
import dev.muster.benchmarks.cost.CostCounter;
import dev.muster.benchmarks.cost.Limit;
import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.report.Report;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.server.Postgres;
import dev.muster.benchmarks.time.Sample;
import dev.muster.benchmarks.time.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run: counts, times, writes the report. */
final class SessionBenchmark {

    private final Plan plan;
    private final Path directory;
    private final Path output;
    private final long start = System.nanoTime();

    /** A run with a directory for the servers' files and one for the report. */
    SessionBenchmark(Plan plan, Path directory, Path output) {
        this.plan = plan;
        this.directory = directory;
        this.output = output;
    }

    /** Runs to the end; false if a limit on what is counted is exceeded. */
    boolean run() throws IOException, SQLException {
        say("about " + Timing.expected(plan).plusMinutes(2).toMinutes() + " minutes; the figures go to " + output);
        try (Postgres postgres = Postgres.start()) {
            Map<Variant, Map<Workload, Cost>> costs = count(postgres);
            List<String> exceeded = Limit.exceeded(costs);
            Map<Workload, Map<Variant, Sample>> samples = time(postgres);
            Results results = new Results(Environment.of(postgres), plan, costs, samples, exceeded);
            Path page = Report.write(results, output);
            say("done\n");
            System.out.println(Files.readString(page));
            return exceeded.isEmpty();
        }
    }

    private Map<Variant, Map<Workload, Cost>> count(Postgres postgres) throws IOException, SQLException {
        postgres.set("autovacuum", "off");
        CostCounter counter = new CostCounter(postgres, plan, directory);
        Map<Variant, Map<Workload, Cost>> costs = new EnumMap<>(Variant.class);
        for (Variant variant : plan.variants()) {
            if (variant != Variant.STRICT_AGAIN) {
                say("counting: " + variant.title());
                costs.put(variant, counter.count(variant));
            }
        }
        postgres.set("autovacuum", "on");
        return costs;
    }

    private Map<Workload, Map<Variant, Sample>> time(Postgres postgres) throws IOException, SQLException {
        Map<Workload, Map<Variant, Sample>> samples = new EnumMap<>(Workload.class);
        if (plan.rounds() == 0) {
            return samples;
        }
        say("starting the servers of all variants");
        try (Timing timing = Timing.start(postgres, plan, directory)) {
            say("warming up");
            timing.warmUp();
            for (Workload workload : Workload.values()) {
                say("timing: " + workload.title());
                samples.put(workload, timing.measure(workload, this::tell));
            }
        }
        return samples;
    }

    private void tell(Variant variant, Sample sample) {
        say(String.format(
                Locale.ROOT,
                "  %-24s %8.0f requests/s, p99 %7.2f ms, CPU %5.0f µs",
                variant.title(),
                sample.throughput(),
                sample.p99(),
                sample.cpu()));
    }

    private void say(String line) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }
}
