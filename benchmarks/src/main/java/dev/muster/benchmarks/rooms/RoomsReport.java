package dev.muster.benchmarks.rooms;

import dev.muster.benchmarks.report.BarChart;
import dev.muster.benchmarks.report.BarChart.Bar;
import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.rooms.Balance.Size;
import dev.muster.benchmarks.rooms.Churn.Loads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came of the run, as a page with pictures and as JSON.
 *
 * @param environment what it ran on and with, by name
 * @param balance how even the servers were
 * @param operations what was timed under JMH
 * @param withoutInfinispan what was timed while Infinispan was up, degraded and down
 * @param costs what was counted or done once, by name
 * @param timed the figures of both tables of times, by name
 */
record RoomsReport(
        Map<String, String> environment,
        List<Size> balance,
        Table operations,
        Table withoutInfinispan,
        Map<String, Object> costs,
        Map<String, Object> timed) {

    /** Writes {@code rooms.md}, {@code rooms.json} and the pictures into a directory, over what is there; returns the page. */
    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Size size : balance) {
            Files.writeString(directory.resolve(picture(size)), chart(size).svg());
        }
        Files.writeString(directory.resolve("rooms.json"), Json.of(json()));
        return Files.writeString(directory.resolve("rooms.md"), page());
    }

    private Map<String, Object> json() {
        Map<String, Object> peaks = new LinkedHashMap<>();
        for (Size size : balance) {
            Map<String, Object> ofSize = new LinkedHashMap<>();
            size.peaks().forEach((policy, byLoads) -> {
                Map<String, Object> ofPolicy = new LinkedHashMap<>();
                byLoads.forEach((loads, peak) -> ofPolicy.put(loads.title(), peak.json()));
                ofSize.put(policy, ofPolicy);
            });
            ofSize.put("heaviest room", size.heaviest().json());
            peaks.put(size.rooms() + " rooms", ofSize);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        all.put("peaks", peaks);
        all.put("costs", costs);
        all.put("timed", timed);
        return all;
    }

    private String page() {
        StringBuilder page = new StringBuilder("# Rooms\n\nWritten by `./mvnw -Pbenchmarks -Dbenchmark=rooms`; what is"
                + " done is described in [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        environment.forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        page.append(
                "\n## Balance\n\nWorst load of one of 100 servers relative to the mean, while rooms come and go; the"
                        + " median of\nseveral runs, and the worst of them. The last line is the weight of the heaviest room: no way"
                        + " of packing\nthem is below it, nor below 1.\n");
        balance.forEach(size -> page.append("\n" + table(size) + "\n![Imbalance by policy](" + picture(size) + ")\n"));
        page.append("\n## Operations\n\nTwo servers in one JVM, under JMH.\n\n" + operations);
        page.append(
                "\n## Without Infinispan\n\nA room that another server holds is entered, each room twice; for the server"
                        + " that is asked Infinispan\nis up, or does not reach the other server, or does not work since its ports are"
                        + " taken. All answers\nnamed the right server and epoch.\n\n"
                        + withoutInfinispan);
        Table table = new Table("", "");
        costs.forEach((name, value) -> table.row(List.of(name, value instanceof Double n ? number(n) : "" + value)));
        return page.append("\n## Costs\n\n").append(table).toString();
    }

    private static Table table(Size size) {
        Table table = new Table(Stream.concat(
                        Stream.of(size.rooms() + " rooms"),
                        Stream.of(Loads.values()).map(Loads::title))
                .toArray(String[]::new));
        size.peaks().forEach((policy, byLoads) -> {
            List<String> cells = new ArrayList<>(List.of(policy));
            byLoads.values().forEach(peaks -> cells.add(peaks.toString()));
            table.row(cells);
        });
        String heaviest = size.heaviest().toString();
        table.row(List.of("heaviest room", heaviest, heaviest, heaviest));
        return table;
    }

    private static BarChart chart(Size size) {
        BarChart chart = new BarChart(
                size.rooms() + " rooms on 100 servers: how far the most loaded server is above the mean, in %."
                        + " Median of the runs (full colour) and the worst (lighter).",
                List.copyOf(size.peaks().keySet()));
        for (Loads loads : Loads.values()) {
            chart.group(
                    loads.title(),
                    size.peaks().values().stream()
                            .map(byLoads -> bar(byLoads.getOrDefault(loads, Peaks.NONE)))
                            .toList());
        }
        return chart;
    }

    private static Bar bar(Peaks peaks) {
        double median = (peaks.median() - 1) * 100;
        double worst = (peaks.worst() - 1) * 100;
        return new Bar(median, worst - median, String.format(Locale.ROOT, "%.1f (%.1f)", median, worst));
    }

    private static String picture(Size size) {
        return "rooms-" + size.rooms() + ".svg";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
