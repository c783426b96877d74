package dev.muster.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Predicate;

/** Reads commands, line by line. For one thread. */
final class Prompt {

    private static final String SIGN = "muster> ";

    private final BufferedReader in;
    private final Screen screen;
    private final int servers;

    Prompt(BufferedReader in, Screen screen, int servers) {
        this.in = in;
        this.screen = screen;
        this.servers = servers;
    }

    /**
     * Hands on one command after the other until one is answered with false.
     *
     * @return false if the input ended before
     */
    boolean readWhile(Predicate<Command> run) throws IOException {
        screen.part(SIGN);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank() && !obey(line, run)) {
                return true;
            }
            screen.part(SIGN);
        }
        screen.line("");
        return false;
    }

    private boolean obey(String line, Predicate<Command> run) {
        try {
            return run.test(Command.parse(line, servers));
        } catch (IllegalArgumentException | IllegalStateException e) {
            screen.line("  " + e.getMessage());
            return true;
        }
    }
}
