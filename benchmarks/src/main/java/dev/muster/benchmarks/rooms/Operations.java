package dev.muster.benchmarks.rooms;

import dev.muster.benchmarks.micro.MicroBenchmarks;
import dev.muster.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

/** Runs {@link RoomOperations} under JMH. For one thread. */
final class Operations {

    private static final double MICROS = TimeUnit.SECONDS.toMicros(1);
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Operations() {}

    /**
     * Measures, and puts the figures beside the others; returns the table for the page.
     *
     * @param url of a database that has the tables
     */
    static Table measure(String url, Map<String, Object> figures) throws RunnerException {
        Map<String, RunResult> sampled = new TreeMap<>();
        Map<String, RunResult> counted = new TreeMap<>();
        for (RunResult result : MicroBenchmarks.run(RoomOperations.class, "-D" + RoomOperations.URL + "=" + url)) {
            (result.getParams().getMode() == Mode.SampleTime ? sampled : counted).put(name(result), result);
        }
        Table table = new Table("", "p50 µs", "p99 µs", "bytes allocated", "a second");
        sampled.forEach((name, result) -> {
            Statistics seconds = result.getPrimaryResult().getStatistics();
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                    .getScore();
            RunResult throughput = counted.get(name);
            figures.put(name + ", p50 µs", seconds.getPercentile(P50) * MICROS);
            figures.put(name + ", p99 µs", seconds.getPercentile(P99) * MICROS);
            figures.put(name + ", bytes allocated", bytes);
            table.row(List.of(
                    name,
                    number(seconds.getPercentile(P50) * MICROS, 2),
                    number(seconds.getPercentile(P99) * MICROS, 2),
                    number(bytes, 0),
                    throughput == null ? "" : rate(name, throughput, figures)));
        });
        return table;
    }

    private static String rate(String name, RunResult result, Map<String, Object> figures) {
        double rate = result.getPrimaryResult().getScore();
        figures.put(name + ", a second", rate);
        return number(rate, 0);
    }

    private static String name(RunResult result) {
        int threads = result.getParams().getThreads();
        return (result.getParams().getBenchmark().endsWith("known") ? "known room" : "first grant") + ", muster.rooms="
                + result.getParams().getParam("rooms") + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
