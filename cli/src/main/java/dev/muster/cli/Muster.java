package dev.muster.cli;

import dev.muster.MusterException;
import java.io.PrintStream;
import java.util.List;

/** The program {@code muster.jar}. */
public final class Muster {

    private static final int DONE = 0;
    private static final int REFUSED = 1;

    private Muster() {}

    /** Runs one command; the exit status is 0 when it did what it says and 1 when it refused. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(Arguments.USAGE);
            return DONE;
        }
        try {
            var command = arguments.get(0);
            if (!command.equals("dropin")) {
                throw Arguments.usage("There is no command '" + command + "'. Right would be dropin.");
            }
            var request = Arguments.dropIn(arguments.subList(1, arguments.size()));
            new DropIn(Libraries.bundled(), out::println).run(request);
            return DONE;
        } catch (MusterException e) {
            err.println(e.getMessage());
            return REFUSED;
        }
    }
}
