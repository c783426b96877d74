package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.report.Json;
import dev.muster.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of all scenes, as a page and as JSON. */
final class FaultReport {

    private FaultReport() {}

    /** Writes {@code jpa-faults.md} and {@code .json} into a directory, over what is there; returns the page. */
    static Path write(Map<String, String> environment, List<Outcome> outcomes, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Object> rows = new ArrayList<>();
        outcomes.forEach(outcome -> rows.add(json(outcome)));
        Files.writeString(
                directory.resolve("jpa-faults.json"), Json.of(Map.of("environment", environment, "outcomes", rows)));
        return Files.writeString(directory.resolve("jpa-faults.md"), page(environment, outcomes));
    }

    private static String page(Map<String, String> environment, List<Outcome> outcomes) {
        StringBuilder page = new StringBuilder("# Remote commits when something fails\n\nWritten by"
                + " `./mvnw -Pbenchmarks -Dbenchmark=jpa-faults`; what is done and counted is described in"
                + " [docs/benchmarks.md](../../docs/benchmarks.md).\n\n");
        environment.forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
        Table table =
                new Table("fault", "with", "commits", "stale entities", "stale queries", "caches emptied", "note");
        for (Outcome outcome : outcomes) {
            table.row(List.of(
                    outcome.scene(),
                    outcome.variant().title(),
                    Long.toString(outcome.commits()),
                    Integer.toString(outcome.staleEntities()),
                    Integer.toString(outcome.staleQueries()),
                    outcome.variant().isMuster()
                            ? Integer.toString(outcome.reasons().size())
                            : "-",
                    outcome.note()));
        }
        page.append("\n").append(table);
        page.append("\n## Why Muster emptied caches\n\n");
        outcomes.stream().filter(outcome -> outcome.variant().isMuster()).forEach(outcome -> {
            Map<String, Long> counted = outcome.reasons().stream()
                    .map(reason -> reason.replaceAll("127\\.0\\.0\\.1:\\d+", "its address"))
                    .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
            page.append("- " + outcome.scene() + ", " + outcome.variant().title() + ": "
                    + counted.entrySet().stream()
                            .map(entry -> entry.getValue() + " × " + entry.getKey())
                            .collect(Collectors.joining("; "))
                    + "\n");
        });
        return page.toString();
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scene", outcome.scene());
        json.put("variant", outcome.variant().id());
        json.put("commits", outcome.commits());
        json.put("staleEntities", outcome.staleEntities());
        json.put("staleQueries", outcome.staleQueries());
        json.put("reasons", outcome.reasons());
        json.put("note", outcome.note());
        return json;
    }
}
