package dev.muster.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was seen, as a page of Markdown. Not thread-safe. */
final class Table {

    private static final String HEAD = """
            # Servers tested

            Written by `./mvnw verify -Pservers`; do not edit. Each line is a scene of `Scene.java`, played with the unmodified WAR of
            `samples/fidelity` and the same `muster-api` and `muster-session-store` jars on two instances of each server, which share one
            PostgreSQL. One instance is killed with SIGKILL in between; the scene goes on at the other.

            """;

    private final Map<Tested, Map<Scene, Optional<Throwable>>> columns = new EnumMap<>(Tested.class);

    void add(Tested server, Map<Scene, Optional<Throwable>> results) {
        columns.put(server, results);
    }

    void writeTo(Path file) throws IOException {
        Files.writeString(file, text());
    }

    private String text() {
        var notes = new ArrayList<String>();
        var text = new StringBuilder(HEAD);
        text.append(row(
                "",
                columns.keySet().stream()
                        .map(tested -> tested.product().title())
                        .toList()));
        text.append(row("---", columns.keySet().stream().map(tested -> "---").toList()));
        for (var scene : Scene.values()) {
            text.append(row(
                    scene.title(),
                    columns.keySet().stream()
                            .map(tested -> cell(tested, scene, notes))
                            .toList()));
        }
        for (var note : notes) {
            text.append("\n").append(notes.indexOf(note) + 1).append(". ").append(note);
        }
        return text.append(notes.isEmpty() ? "" : "\n").toString();
    }

    private String cell(Tested tested, Scene scene, List<String> notes) {
        if (columns.get(tested).get(scene).isEmpty()) {
            return "yes";
        }
        var cause = tested.gap(scene).orElse("failed in this run");
        if (!notes.contains(cause)) {
            notes.add(cause);
        }
        return "no (" + (notes.indexOf(cause) + 1) + ")";
    }

    private static String row(String head, List<String> cells) {
        return "| " + head + " | " + cells.stream().collect(Collectors.joining(" | ")) + " |\n";
    }
}
