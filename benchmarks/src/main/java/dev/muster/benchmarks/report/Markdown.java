package dev.muster.benchmarks.report;

import dev.muster.benchmarks.cost.Cost;
import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.time.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results as a page. */
final class Markdown {

    private static final Variant[] COMPARED = {
        Variant.CONTAINER, Variant.STRICT, Variant.COOKIE_VERSION, Variant.STRICT_AGAIN
    };

    private final Results results;
    private final StringBuilder page = new StringBuilder();

    Markdown(Results results) {
        this.results = results;
    }

    String page() {
        page.append("# Session benchmark\n\nWritten by `./mvnw -Pbenchmarks`; what is measured and how is described in"
                + " [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        results.environment().forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        plan();
        if (!results.samples().isEmpty()) {
            page.append("\n## Compared with Spring Session JDBC\n\n![CPU per request](benchmark.svg)\n\n");
            page.append("Throughput, how many times Spring's:\n\n").append(ratios(Sample::throughput, false));
            page.append("\nCPU per request, servers and database together; how many times less than Spring's:\n\n");
            page.append(ratios(Sample::cpu, true));
            page.append("\np99, how many times less than Spring's:\n\n").append(ratios(Sample::p99, true));
            page.append("\n").append(againstContainer());
            page.append("\nThe two columns of Muster strict are the same, run twice: their difference is noise.\n");
            page.append("\n## Timed\n\n").append(timed());
        }
        page.append("\n## Counted, for each request\n\n").append(counted());
        limits();
        return page.toString();
    }

    private void plan() {
        Plan plan = results.plan();
        page.append("- routing: " + (plan.alternating() ? "each request at the other server" : "sticky") + "\n");
        if (plan.rounds() > 0) {
            page.append(String.format(
                    Locale.ROOT,
                    "- medians of %d slices of %d s for each variant and workload, %d clients with %d sessions each%n",
                    plan.rounds(),
                    plan.slice().toSeconds(),
                    Plan.CLIENTS,
                    Plan.SESSIONS));
        }
    }

    private Table ratios(ToDoubleFunction<Sample> figure, boolean lessIsBetter) {
        Table table = new Table(
                "request", COMPARED[0].title(), COMPARED[1].title(), COMPARED[2].title(), COMPARED[3].title());
        for (Workload workload : Workload.values()) {
            List<String> cells = new ArrayList<>(List.of(workload.title()));
            Sample spring = results.sample(Variant.SPRING, workload);
            for (Variant variant : COMPARED) {
                Sample sample = results.sample(variant, workload);
                cells.add(
                        sample == null || spring == null
                                ? "-"
                                : times(figure.applyAsDouble(sample), figure.applyAsDouble(spring), lessIsBetter));
            }
            table.row(cells);
        }
        return table;
    }

    private static String times(double ours, double theirs, boolean lessIsBetter) {
        return number(lessIsBetter ? theirs / ours : ours / theirs, 2) + "×";
    }

    private String againstContainer() {
        Sample memory = results.sample(Variant.CONTAINER, Workload.READ);
        Sample trusted = results.sample(Variant.COOKIE_VERSION, Workload.READ);
        return memory == null || trusted == null
                ? ""
                : "A read-only request costs Muster cookie-version " + number(trusted.cpu() / memory.cpu(), 2)
                        + " times the CPU of container memory.\n";
    }

    private Table timed() {
        Table table = new Table(
                "request", "sessions", "requests/s", "p50 ms", "p99 ms", "CPU µs", "of servers", "of database");
        for (Workload workload : Workload.values()) {
            for (Variant variant : results.plan().variants()) {
                Sample sample = results.sample(variant, workload);
                if (sample != null) {
                    table.row(List.of(
                            workload.title(),
                            variant.title(),
                            number(sample.throughput(), 0),
                            number(sample.p50(), 2),
                            number(sample.p99(), 2),
                            number(sample.cpu(), 0),
                            number(sample.serverCpu(), 0),
                            number(sample.databaseCpu(), 0)));
                }
            }
        }
        return table;
    }

    private Table counted() {
        Table table = new Table(
                "request", "sessions", "statements", "round trips", "bytes read", "bytes written", "WAL bytes");
        for (Workload workload : Workload.values()) {
            for (Variant variant : results.plan().variants()) {
                Cost cost = results.cost(variant, workload);
                if (cost != null) {
                    table.row(List.of(
                            workload.title(),
                            variant.title(),
                            number(cost.statements(), 2),
                            number(cost.roundTrips(), 2),
                            number(cost.bytesRead(), 0),
                            number(cost.bytesWritten(), 0),
                            number(cost.walBytes(), 0)));
                }
            }
        }
        return table;
    }

    private void limits() {
        page.append(
                results.exceeded().isEmpty() ? "\nAll limits on what is counted are kept.\n" : "\n**Exceeded:**\n\n");
        results.exceeded().forEach(sentence -> page.append("- " + sentence + "\n"));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
