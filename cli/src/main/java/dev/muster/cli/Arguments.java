package dev.muster.cli;

import dev.muster.MusterException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Reads the words after {@code dropin}. */
final class Arguments {

    static final String USAGE = """
            Usage: java -jar muster.jar dropin <application.war> --database <JNDI name> [options]

            Writes a copy of a WAR that runs as a cluster. The WAR itself is not touched.

              --database <name>   data source that all servers share, for example java:app/jdbc/Shop
              -o, --output <war>  the copy to write (default: <application>-cluster.war)
              --parts <list>      some of sessions,jpa,rooms (default: all)
              --sessions-only     the same as --parts sessions
              --force             replace the copy if it exists
            """;

    private final Queue<String> words;
    private Optional<Path> war = Optional.empty();
    private Optional<Path> output = Optional.empty();
    private Optional<String> database = Optional.empty();
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private boolean force;

    private Arguments(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    static DropInRequest dropIn(List<String> words) {
        return new Arguments(words).read();
    }

    static MusterException usage(String problem) {
        return new MusterException(CliMessage.USAGE, problem, USAGE);
    }

    private DropInRequest read() {
        while (!words.isEmpty()) {
            read(words.remove());
        }
        var given = war.orElseThrow(() -> usage("Which WAR? None is named."));
        var name =
                database.orElseThrow(() -> usage("--database is missing: the servers meet in a database they share."));
        if (!name.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\') || name.startsWith("jdbc:")) {
            throw usage("--database is '" + name + "'. Right would be the JNDI name of a data source that the server"
                    + " knows, for example java:app/jdbc/Shop.");
        }
        var copy = output.orElseGet(() -> clusterName(given));
        if (copy.toAbsolutePath().normalize().equals(given.toAbsolutePath().normalize())) {
            throw usage("-o names the application itself, '" + given + "', which is never changed.");
        }
        return new DropInRequest(given, copy, name, parts, force);
    }

    private void read(String word) {
        switch (word) {
            case "--database" -> database = Optional.of(valueOf(word));
            case "-o", "--output" -> output = Optional.of(Path.of(valueOf(word)));
            case "--parts" -> parts = parts(valueOf(word));
            case "--sessions-only" -> parts = EnumSet.of(Part.SESSIONS);
            case "--force" -> force = true;
            default -> archive(word);
        }
    }

    private void archive(String word) {
        if (word.startsWith("-")) {
            throw usage("There is no option '" + word + "'.");
        }
        if (war.isPresent()) {
            throw usage("Two archives are named, '" + war.get() + "' and '" + word + "': one at a time.");
        }
        war = Optional.of(Path.of(word));
    }

    private String valueOf(String option) {
        var value = words.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw usage(option + " needs a value.");
        }
        return value;
    }

    private static Set<Part> parts(String names) {
        return Part.of(names)
                .orElseThrow(() -> usage("--parts is '" + names + "'. Right would be some of sessions,jpa,rooms."));
    }

    private static Path clusterName(Path war) {
        var name = war.getFileName().toString();
        var stem = name.endsWith(".war") ? name.substring(0, name.length() - 4) : name;
        return war.resolveSibling(stem + "-cluster.war");
    }
}
