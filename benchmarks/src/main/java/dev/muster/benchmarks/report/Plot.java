package dev.muster.benchmarks.report;

import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.report.BarChart.Bar;
import dev.muster.benchmarks.time.Sample;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CPU per request as bars, one group for each workload: servers in the full colour, the database lighter. */
final class Plot {

    private static final List<Variant> SHOWN =
            List.of(Variant.CONTAINER, Variant.COOKIE_VERSION, Variant.STRICT, Variant.SPRING);

    private Plot() {}

    static String svg(Results results) {
        BarChart chart = new BarChart(
                "CPU per request in µs: both servers (full colour) and the database (lighter). Less is better.",
                SHOWN.stream().map(Variant::title).toList());
        for (Workload workload : Workload.values()) {
            chart.group(
                    workload.title(),
                    SHOWN.stream()
                            .map(variant -> bar(results.sample(variant, workload)))
                            .toList());
        }
        return chart.svg();
    }

    private static Bar bar(@Nullable Sample sample) {
        return sample == null
                ? Bar.NONE
                : new Bar(sample.serverCpu(), sample.databaseCpu(), String.format(Locale.ROOT, "%,.0f", sample.cpu()));
    }
}
