package dev.muster.benchmarks.jpa.measure;

import static dev.muster.benchmarks.jpa.spec.JpaVariant.*;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures as a page and as JSON. */
public final class JpaReport {

    private static final List<JpaVariant> BUILT_IN = List.of(OPENJPA_TCP, ECLIPSELINK_RMI, ECLIPSELINK_JGROUPS);

    private final JpaPlan plan;
    private final Figures figures;
    private final StringBuilder page = new StringBuilder();

    private JpaReport(JpaPlan plan, Figures figures) {
        this.plan = plan;
        this.figures = figures;
    }

    /** Writes into a directory, over what is there; returns the page. */
    public static Path write(Map<String, String> environment, JpaPlan plan, Figures figures, long seed, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("environment", environment);
        json.put("seed", seed);
        json.put("rounds", figures.asMap());
        Files.writeString(directory.resolve("jpa.json"), Json.of(json));
        JpaReport report = new JpaReport(plan, figures);
        return Files.writeString(directory.resolve("jpa.md"), report.page(environment, seed));
    }

    private String page(Map<String, String> environment, long seed) {
        page.append("# Remote commits\n\nWritten by `./mvnw -Pbenchmarks -Dbenchmark=jpa`; what is measured and how is"
                + " described in [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        environment.forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        page.append("- medians of " + plan.rounds() + " rounds of " + plan.paced() + " commits, seed " + seed + "\n");
        page.append("\n## Goals\n\n").append(goals());
        for (int nodes : plan.clusters()) {
            page.append(
                    "\n## " + nodes + " servers\n\nFrom the database's answer to the commit until the entity is out of"
                            + " the cache of the others, at " + JpaPlan.RATE + " commits/s:\n\n");
            page.append(table(
                    nodes,
                    coordinated(),
                    Metric.EVICTION_P50,
                    Metric.EVICTION_P99,
                    Metric.EVICTION_P999,
                    Metric.EVICTION_MISSING));
            page.append("\nWhat the commit takes:\n\n").append(overhead(nodes));
            page.append("\nAs fast as one thread commits, until all have evicted:\n\n");
            page.append(table(nodes, all(), Metric.IDS_1, Metric.IDS_10, Metric.IDS_100));
            page.append("\nWithout a database, from handing an event to the provider until it fires it elsewhere:\n\n");
            page.append(table(nodes, openJpa(), Metric.EVENTS, Metric.EVENT_P50, Metric.EVENT_P99));
        }
        page.append("\n## Bytes between two servers for each commit\n\n");
        page.append(table(2, coordinated(), Metric.BYTES_1, Metric.BYTES_10, Metric.BYTES_100));
        return page.toString();
    }

    private Table goals() {
        Table goals = new Table("goal", "is", "wanted", "kept");
        for (JpaVariant muster :
                List.of(OPENJPA_MUSTER, ECLIPSELINK_MUSTER, OPENJPA_MUSTER_TLS, ECLIPSELINK_MUSTER_TLS)) {
            boolean plain = muster.protection() == JpaVariant.Protection.NONE;
            for (Metric metric : List.of(Metric.EVICTION_P50, Metric.EVICTION_P99)) {
                double is = value(2, muster, metric) / best(metric);
                goal(
                        goals,
                        muster.title() + ": " + metric.title() + ", of the best built-in",
                        is,
                        plain ? 0.5 : 1,
                        true);
            }
        }
        double events = value(2, OPENJPA_MUSTER, Metric.EVENTS) / value(2, OPENJPA_TCP, Metric.EVENTS);
        goal(goals, "events/s, times OpenJPA tcp", events, 10, false);
        for (JpaVariant muster : List.of(OPENJPA_MUSTER, ECLIPSELINK_MUSTER)) {
            goal(goals, muster.title() + ": bytes, 1 id", value(2, muster, Metric.BYTES_1), 45, true);
            goal(goals, muster.title() + ": bytes, 10 ids", value(2, muster, Metric.BYTES_10), 95, true);
            goal(goals, muster.title() + ": bytes, 100 ids", value(2, muster, Metric.BYTES_100), 565, true);
            goal(goals, muster.title() + ": added to a commit, %", overheadPercent(2, muster), 2, true);
        }
        return goals;
    }

    private static void goal(Table goals, String name, double is, double wanted, boolean atMost) {
        boolean kept = atMost ? is <= wanted : is >= wanted;
        goals.row(List.of(
                name,
                number(is),
                (atMost ? "≤ " : "≥ ") + number(wanted),
                Double.isNaN(is) ? "-" : kept ? "yes" : "no"));
    }

    private double best(Metric metric) {
        return BUILT_IN.stream()
                .mapToDouble(variant -> value(2, variant, metric))
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
    }

    /** What coordination adds after the database has answered, of a whole commit without coordination. */
    private double overheadPercent(int nodes, JpaVariant variant) {
        double added = value(nodes, variant, Metric.AFTER_P50) - value(nodes, variant.alone(), Metric.AFTER_P50);
        return 100 * added / value(nodes, variant.alone(), Metric.COMMIT_P50);
    }

    private Table overhead(int nodes) {
        Table table = new Table(
                "", "commit p50 µs", "of alone", "after the database p50 µs", "added %", "CPU of all nodes µs");
        for (JpaVariant variant : all()) {
            double commit = value(nodes, variant, Metric.COMMIT_P50);
            table.row(List.of(
                    variant.title(),
                    number(commit),
                    number(commit / value(nodes, variant.alone(), Metric.COMMIT_P50)),
                    number(value(nodes, variant, Metric.AFTER_P50)),
                    number(overheadPercent(nodes, variant)),
                    number(value(nodes, variant, Metric.NODE_CPU))));
        }
        return table;
    }

    private Table table(int nodes, List<JpaVariant> variants, Metric... metrics) {
        List<String> titles = new ArrayList<>(List.of(""));
        Stream.of(metrics).map(Metric::title).forEach(titles::add);
        Table table = new Table(titles.toArray(String[]::new));
        for (JpaVariant variant : variants) {
            List<String> cells = new ArrayList<>(List.of(variant.title()));
            Stream.of(metrics)
                    .map(metric -> number(value(nodes, variant, metric)))
                    .forEach(cells::add);
            table.row(cells);
        }
        return table;
    }

    private double value(int nodes, JpaVariant variant, Metric metric) {
        OptionalDouble median = figures.median(nodes, variant, metric);
        return median.orElse(Double.NaN);
    }

    private static List<JpaVariant> all() {
        return Arrays.asList(JpaVariant.values());
    }

    private static List<JpaVariant> coordinated() {
        return all().stream().filter(JpaVariant::isCoordinated).toList();
    }

    private static List<JpaVariant> openJpa() {
        return coordinated().stream()
                .filter(variant -> variant.provider() == Provider.OPENJPA)
                .toList();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 20 ? "%,.2f" : "%,.0f", value);
    }
}
