package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table, aligned so that it reads well as text too. For one thread. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with the titles of its columns. */
    public Table(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row. */
    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i)));
            if (i == 0) {
                text.append(rule());
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String space = " ".repeat(width(i) - cells.get(i).length());
            padded.add(i == 0 ? cells.get(i) + space : space + cells.get(i));
        }
        return padded.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String rule() {
        List<String> dashes = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            dashes.add("-".repeat(width(i) + 1) + (i == 0 ? "-" : ":"));
        }
        return dashes.stream().collect(Collectors.joining("|", "|", "|\n"));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
