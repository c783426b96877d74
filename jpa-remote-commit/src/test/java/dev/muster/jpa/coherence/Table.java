package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of docs/jpa-coherence.md: a provider's column is compared with what was found, or written. */
final class Table {

    private static final Path DOCS = Path.of("..", "docs", "jpa-coherence.md");
    private static final String WRITE = "muster.docs";
    private static final String COMMAND = "./mvnw -pl jpa-remote-commit -am test -Dtest='*CoherenceTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=write";
    private static final List<String> COLUMNS = List.of(EclipseLink.COLUMN, OpenJpa.COLUMN);

    private final String column;
    private final Map<Row, Outcome> outcomes;

    Table(String column, Map<Row, Outcome> outcomes) {
        this.column = column;
        this.outcomes = outcomes;
    }

    /** Fails if the page says something else, unless it is to be written. */
    void compareWithDocs() throws IOException {
        List<String> page = Files.readAllLines(DOCS);
        List<String> expected = withOutcomes(page);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "jpa-coherence." + column + ".md"), expected);
        if ("write".equals(System.getProperty(WRITE))) {
            Files.write(DOCS, expected);
        } else {
            assertThat(page)
                    .as("docs/jpa-coherence.md is not what was found; write it by%n%s", COMMAND)
                    .isEqualTo(expected);
        }
    }

    private List<String> withOutcomes(List<String> page) {
        Map<String, Map<String, String>> known = cells(page);
        List<String> lines = new ArrayList<>(page.stream()
                .takeWhile(line -> !line.startsWith("## The table"))
                .toList());
        lines.add("## The table");
        String feature = "";
        for (Map.Entry<Row, Outcome> entry : outcomes.entrySet()) {
            Row row = entry.getKey();
            if (!row.feature().equals(feature)) {
                feature = row.feature();
                lines.addAll(List.of("", "| " + feature + " | " + String.join(" | ", COLUMNS) + " |", "|---|---|---|"));
            }
            Map<String, String> cells = new LinkedHashMap<>(known.getOrDefault(row.name(), Map.of()));
            cells.put(column, entry.getValue().cell());
            lines.add(line(row.name(), cells));
        }
        return lines;
    }

    private static String line(String row, Map<String, String> cells) {
        StringBuilder line = new StringBuilder("| ").append(row).append(" |");
        COLUMNS.forEach(
                each -> line.append(' ').append(cells.getOrDefault(each, "")).append(" |"));
        return line.toString();
    }

    private static Map<String, Map<String, String>> cells(List<String> page) {
        Map<String, Map<String, String>> known = new LinkedHashMap<>();
        for (String line : page) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == COLUMNS.size() + 3) {
                Map<String, String> ofRow = new LinkedHashMap<>();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    ofRow.put(COLUMNS.get(i), cells[i + 2].strip());
                }
                known.put(cells[1].strip(), ofRow);
            }
        }
        return known;
    }
}
