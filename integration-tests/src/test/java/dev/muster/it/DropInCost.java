package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * What a drop-in costs: libraries and start-up time of the shop, without Muster and with each choice of its parts. Run by
 * {@code ./mvnw verify -Pcost}; the report is {@code target/drop-in-cost.md}. Nothing is asserted about time.
 */
class DropInCost {

    private static final int RUNS = 5;
    private static final Path REPORT = Path.of("target", "drop-in-cost.md");

    private static final Map<String, List<String>> CHOICES = new TreeMap<>(Map.of(
            "sessions only", List.of("--sessions-only"),
            "JPA only", List.of("--parts", "jpa"),
            "everything", List.of()));

    @Test
    void libraries_andStartUp() throws Exception {
        var report = new ArrayList<String>();
        report.addAll(libraries());
        report.addAll(startUp());
        Files.write(REPORT, report);
        report.forEach(System.out::println);
    }

    private static List<String> libraries() throws Exception {
        var rows = new ArrayList<>(List.of("| libraries added | jars | KiB |", "|---|---|---|"));
        for (var choice : CHOICES.entrySet()) {
            var copy = copy(choice.getKey(), choice.getValue());
            var sizes = added(copy);
            rows.add("| %s | %d | %d |"
                    .formatted(
                            choice.getKey(),
                            sizes.size(),
                            sizes.stream().mapToLong(Long::longValue).sum() / 1024));
        }
        return rows;
    }

    private static List<Long> added(Path copy) throws IOException {
        try (var before = new JarFile(MusterJar.application("legacy.war").toFile());
                var after = new JarFile(copy.toFile())) {
            return after.stream()
                    .filter(entry -> entry.getName().endsWith(".jar") && before.getEntry(entry.getName()) == null)
                    .map(ZipEntry::getSize)
                    .toList();
        }
    }

    /** In turn, so that a machine that gets slower is slower for both; the first pair warms the disk up. */
    private static List<String> startUp() throws Exception {
        var clustered = copy("everything", List.of());
        var without = new ArrayList<Duration>();
        var with = new ArrayList<Duration>();
        try (var database = SharedPostgres.start()) {
            start(database, MusterJar.application("legacy.war"));
            start(database, clustered);
            for (int run = 0; run < RUNS; run++) {
                without.add(start(database, MusterJar.application("legacy.war")));
                with.add(start(database, clustered));
            }
        }
        assertThat(with).hasSize(RUNS);
        return List.of(
                "",
                "| start-up of the shop, seconds | runs | median |",
                "|---|---|---|",
                row("without Muster", without),
                row("with everything", with),
                String.format(
                        Locale.ROOT,
                        "| ratio of the medians | | %.2f |",
                        seconds(median(with)) / seconds(median(without))));
    }

    private static Duration start(SharedPostgres database, Path war) {
        var begin = System.nanoTime();
        try (var server = LegacyShop.on(database, "cost").war(war).start()) {
            assertThat(server.isAlive()).isTrue();
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private static Path copy(String choice, List<String> options) throws Exception {
        var copy = Path.of("target", "cost", choice.replace(' ', '-'), "legacy.war");
        MusterJar.dropIn("legacy.war", copy, "java:app/jdbc/Legacy", options.toArray(String[]::new));
        return copy;
    }

    private static String row(String what, List<Duration> runs) {
        var all = runs.stream()
                .map(run -> String.format(Locale.ROOT, "%.1f", seconds(run)))
                .toList();
        return String.format(Locale.ROOT, "| %s | %s | %.1f |", what, String.join(" ", all), seconds(median(runs)));
    }

    private static Duration median(List<Duration> runs) {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
