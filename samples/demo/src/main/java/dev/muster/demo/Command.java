package dev.muster.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody typed at the prompt. Immutable.
 *
 * @param verb what to do
 * @param server the number of the server to do it to, 0 where the verb needs none
 */
record Command(Verb verb, int server) {

    /**
     * Reads a line such as {@code kill 1}.
     *
     * @param servers how many servers there are
     * @throws IllegalArgumentException if it is not a command; the message says what would be one
     */
    static Command parse(String line, int servers) {
        var words = line.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        var verb = Verb.named(words[0])
                .orElseThrow(() -> new IllegalArgumentException("'" + words[0] + "' is not a command. Try: help"));
        var wanted = verb.needsServer ? 2 : 1;
        if (words.length != wanted) {
            throw new IllegalArgumentException("Write it like this: " + verb.usage());
        }
        return new Command(verb, verb.needsServer ? server(words[1], servers) : 0);
    }

    private static int server(String word, int servers) {
        // "node2" will do as well: that is what the pages call it
        var digits = word.startsWith("node") ? word.substring("node".length()) : word;
        if (digits.matches("[1-9]\\d{0,3}") && Integer.parseInt(digits) <= servers) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException("There is no server '" + word + "', only 1 to " + servers + ".");
    }

    /** What can be done. */
    enum Verb {
        KILL(true, "end a server the hard way, as a power cut would"),
        STOP(true, "let a server end in good order"),
        START(true, "start a server that was ended"),
        PAUSE(true, "freeze a server: it keeps its connections and says nothing"),
        RESUME(true, "let a frozen server go on"),
        SERVERS(false, "show the servers"),
        HELP(false, "show this"),
        QUIT(false, "end everything and leave nothing behind");

        private final boolean needsServer;
        private final String meaning;

        Verb(boolean needsServer, String meaning) {
            this.needsServer = needsServer;
            this.meaning = meaning;
        }

        private static Optional<Verb> named(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How to write it. */
        String usage() {
            return needsServer ? word() + " <number>" : word();
        }

        /** What it does. */
        String meaning() {
            return meaning;
        }
    }
}
