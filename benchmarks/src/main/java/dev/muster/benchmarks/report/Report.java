package dev.muster.benchmarks.report;

import dev.muster.benchmarks.cost.Cost;
import dev.muster.benchmarks.time.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the results of a run as {@code benchmark.md}, {@code .json} and {@code .svg}. */
public final class Report {

    private Report() {}

    /** Writes into a directory, over what is there; returns the page. */
    public static Path write(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("benchmark.json"), Json.of(json(results)));
        if (!results.samples().isEmpty()) {
            Files.writeString(directory.resolve("benchmark.svg"), Plot.svg(results));
        }
        return Files.writeString(directory.resolve("benchmark.md"), new Markdown(results).page());
    }

    private static Map<String, Object> json(Results results) {
        Map<String, Object> timed = new LinkedHashMap<>();
        results.samples().forEach((workload, samples) -> {
            Map<String, Object> byVariant = new LinkedHashMap<>();
            samples.forEach((variant, sample) -> byVariant.put(variant.id(), json(sample)));
            timed.put(workload.title(), byVariant);
        });
        Map<String, Object> counted = new LinkedHashMap<>();
        results.costs().forEach((variant, costs) -> {
            Map<String, Object> byWorkload = new LinkedHashMap<>();
            costs.forEach((workload, cost) -> byWorkload.put(workload.title(), json(cost)));
            counted.put(variant.id(), byWorkload);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", results.environment());
        all.put("alternating", results.plan().alternating());
        all.put("timed", timed);
        all.put("counted", counted);
        all.put("exceeded", results.exceeded());
        return all;
    }

    private static Map<String, Object> json(Sample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestsPerSecond", sample.throughput());
        json.put("p50Millis", sample.p50());
        json.put("p99Millis", sample.p99());
        json.put("serverCpuMicros", sample.serverCpu());
        json.put("databaseCpuMicros", sample.databaseCpu());
        return json;
    }

    private static Map<String, Object> json(Cost cost) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statements", cost.statements());
        json.put("roundTrips", cost.roundTrips());
        json.put("bytesRead", cost.bytesRead());
        json.put("bytesWritten", cost.bytesWritten());
        json.put("walBytes", cost.walBytes());
        json.put("executions", cost.executions());
        return json;
    }
}
