package dev.muster.benchmarks.failover;

import dev.muster.benchmarks.report.BarChart;
import dev.muster.benchmarks.report.BarChart.Bar;
import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What came of all kills, as a page and as JSON. */
final class FailoverReport {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PER_SECOND = 10;
    private static final String PICTURE = "failover.svg";

    private FailoverReport() {}

    /** Writes {@code failover.md}, {@code .json} and {@code .svg} into a directory, over what is there; returns the page. */
    static Path write(Map<String, String> environment, List<Long> nanos, Path directory) throws IOException {
        List<Double> seconds =
                nanos.stream().map(time -> time / NANOS_PER_SECOND).sorted().toList();
        Map<String, Double> figures = figures(seconds);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("failover.json"),
                Json.of(Map.of("environment", environment, "seconds", figures, "kills", seconds)));
        Files.writeString(directory.resolve(PICTURE), chart(seconds).svg());
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
        page.append(table).append("\n![How many took how long](" + PICTURE + ")\n");
        return page.toString();
    }

    /** How many took how long, with the times at which there were none in between. */
    private static BarChart chart(List<Double> sorted) {
        BarChart chart = new BarChart("Kills by the time until the room was granted anew.", List.of("kills"));
        Map<Long, Long> kills =
                sorted.stream().collect(Collectors.groupingBy(FailoverReport::slot, Collectors.counting()));
        LongStream.rangeClosed(slot(sorted.get(0)), slot(sorted.get(sorted.size() - 1)))
                .forEach(slot -> {
                    long count = kills.getOrDefault(slot, 0L);
                    chart.group(
                            String.format(Locale.ROOT, "%.1f to %.1f s", slot / PER_SECOND, (slot + 1) / PER_SECOND),
                            List.of(new Bar(count, 0, Long.toString(count))));
                });
        return chart;
    }

    private static long slot(double seconds) {
        return (long) Math.floor(seconds * PER_SECOND);
    }
}
