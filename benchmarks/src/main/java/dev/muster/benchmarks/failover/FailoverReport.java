package dev.muster.benchmarks.failover;

import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of all kills, as a page and as JSON. */
final class FailoverReport {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double HALVES = 2;

    private FailoverReport() {}

    /** Writes {@code failover.md} and {@code .json} into a directory, over what is there; returns the page. */
    static Path write(Map<String, String> environment, List<Long> nanos, Path directory) throws IOException {
        List<Double> seconds =
                nanos.stream().map(time -> time / NANOS_PER_SECOND).sorted().toList();
        Map<String, Double> figures = figures(seconds);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("failover.json"),
                Json.of(Map.of("environment", environment, "seconds", figures, "kills", seconds)));
        return Files.writeString(directory.resolve("failover.md"), page(environment, seconds, figures));
    }

    private static Map<String, Double> figures(List<Double> sorted) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("min", sorted.get(0));
        figures.put("p50", percentile(sorted, 0.50));
        figures.put("p90", percentile(sorted, 0.90));
        figures.put("p99", percentile(sorted, 0.99));
        figures.put("max", sorted.get(sorted.size() - 1));
        return figures;
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static String page(Map<String, String> environment, List<Double> seconds, Map<String, Double> figures) {
        StringBuilder page = new StringBuilder("# Failover of rooms\n\nWritten by"
                + " `./mvnw -Pbenchmarks -Dbenchmark=failover`; what is done is described in"
                + " [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        environment.forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        page.append("\nFrom SIGKILL to the first `enter` that another server answered with a new grant, "
                + seconds.size() + " kills:\n\n");
        Table table = new Table("", "seconds");
        figures.forEach((name, value) -> table.row(List.of(name, String.format(Locale.ROOT, "%.2f", value))));
        page.append(table).append("\nHow many took how long:\n\n").append(histogram(seconds));
        return page.toString();
    }

    private static Table histogram(List<Double> seconds) {
        Table table = new Table("seconds", "kills");
        seconds.stream()
                .collect(Collectors.groupingBy(
                        time -> Math.floor(time * HALVES) / HALVES, TreeMap::new, Collectors.counting()))
                .forEach((from, count) -> table.row(List.of(
                        String.format(Locale.ROOT, "%.1f to %.1f", from, from + 1 / HALVES), count.toString())));
        return table;
    }
}
