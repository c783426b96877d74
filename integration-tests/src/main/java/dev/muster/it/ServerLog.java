package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one server wrote, over all its starts, in a file that stays.
 *
 * <p>The file is in {@code target/servers}, or the directory that the system property {@code muster.it.logs} names.
 * Thread-safe.
 */
public final class ServerLog {

    static final String DIRECTORY_PROPERTY = "muster.it.logs";

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern WHY =
            Pattern.compile("Exception while deploying the app|Caused by:|Exception Description:|MUSTER-\\d{3}");

    private final Path file;
    private volatile int thisStart;

    private ServerLog(Path file) {
        this.file = file;
    }

    /** An empty log for a server of this name. */
    public static ServerLog create(String server) {
        try {
            var directory = Path.of(System.getProperty(DIRECTORY_PROPERTY, "target/servers"));
            Files.createDirectories(directory);
            return new ServerLog(
                    Files.createTempFile(directory, server + "-", ".log").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("No log file for server " + server, e);
        }
    }

    /** Where the log is. */
    public Path file() {
        return file;
    }

    /** All lines since the latest start, without colours. */
    public List<String> lines() {
        return read().substring(thisStart).lines().toList();
    }

    /** The lines since the latest start that contain a text, for example a message code. */
    public List<String> lines(String text) {
        return lines().stream().filter(line -> line.contains(text)).toList();
    }

    /** The last lines of the file. */
    public String tail(int count) {
        var lines = read().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** From now on only what is written later counts. */
    void beginStart() {
        thisStart = read().length();
    }

    boolean saysReady() {
        return lines("Payara Micro ").stream().anyMatch(line -> line.contains(" ready in "));
    }

    /** How many applications the server lists as deployed; some refusals are told by their absence alone. */
    int deployed() {
        return lines("\"Context Root\":").size();
    }

    boolean saysFailed() {
        return !lines("Exception while deploying the app").isEmpty();
    }

    /** The lines that tell why a deployment failed. */
    String reasons() {
        return lines().stream().filter(WHY.asPredicate()).distinct().collect(Collectors.joining("\n"));
    }

    private String read() {
        try {
            return COLOURS.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be read: " + file, e);
        }
    }
}
