package dev.muster.benchmarks.report;

import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.time.Sample;
import java.util.List;
import java.util.Locale;

/** CPU per request as bars, one group for each workload: servers in the full colour, the database lighter. */
final class Plot {

    private static final List<Variant> SHOWN =
            List.of(Variant.CONTAINER, Variant.COOKIE_VERSION, Variant.STRICT, Variant.SPRING);
    private static final List<String> COLOURS = List.of("#8a8f98", "#2a9d8f", "#1d5f9e", "#d1743c");
    private static final int LEFT = 210;
    private static final int WIDTH = 900;
    private static final int BAR = 14;
    private static final int GROUP = BAR * 4 + 18;
    private static final int TOP = 64;

    private final Results results;
    private final StringBuilder svg = new StringBuilder();

    Plot(Results results) {
        this.results = results;
    }

    String svg() {
        int height = TOP + GROUP * Workload.values().length + 10;
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                WIDTH, height));
        text(12, 22, "CPU per request in µs: both servers (full colour) and the database (lighter). Less is better.");
        legend();
        double scale = (WIDTH - LEFT - 90) / largest();
        int top = TOP;
        for (Workload workload : Workload.values()) {
            group(workload, top, scale);
            top += GROUP;
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        for (int i = 0; i < SHOWN.size(); i++) {
            int x = LEFT + i * 170;
            bar(x, 34, 12, COLOURS.get(i), 1);
            text(x + 17, 45, SHOWN.get(i).title());
        }
    }

    private void group(Workload workload, int top, double scale) {
        text(12, top + GROUP / 2, workload.title());
        for (int i = 0; i < SHOWN.size(); i++) {
            Sample sample = results.sample(SHOWN.get(i), workload);
            if (sample != null) {
                int y = top + i * BAR;
                double servers = sample.serverCpu() * scale;
                double database = sample.databaseCpu() * scale;
                bar(LEFT, y, servers, COLOURS.get(i), 1);
                bar(LEFT + servers, y, database, COLOURS.get(i), 0.5);
                text(LEFT + servers + database + 5, y + 10, format("%,.0f", sample.cpu()));
            }
        }
    }

    private double largest() {
        return results.samples().values().stream()
                .flatMap(samples -> samples.values().stream())
                .mapToDouble(Sample::cpu)
                .max()
                .orElse(1);
    }

    private void bar(double x, double y, double width, String colour, double opacity) {
        svg.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\" opacity=\"%.1f\"/>%n",
                x, y, Math.max(width, 0), BAR - 2, colour, opacity));
    }

    private void text(double x, double y, String text) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
