package dev.muster.it.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The programs that change networks, one command at a time. Stateless. */
final class Ip {

    private Ip() {}

    /**
     * Runs {@code ip} and returns the lines it printed.
     *
     * @throws IllegalStateException if it failed or is not there, with what it said
     */
    static List<String> run(String... arguments) {
        return execute(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList());
    }

    /** Ends a process that an earlier run left behind. */
    static void kill(String pid) {
        execute(List.of("kill", "-KILL", pid));
    }

    private static List<String> execute(List<String> command) {
        String line = String.join(" ", command);
        try {
            var program = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (program.waitFor() != 0) {
                throw new IllegalStateException("'" + line + "' failed: " + printed.strip());
            }
            return printed.lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("'" + line + "' cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for '" + line + "'", e);
        }
    }
}
