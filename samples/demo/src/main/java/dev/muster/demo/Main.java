package dev.muster.demo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the demonstration, obeys the prompt and leaves nothing behind, however it ends. */
public final class Main {

    /** Kept, or the settings would be collected with them. */
    private static final Logger[] QUIET = {
        Logger.getLogger("org.xnio"), Logger.getLogger("io.undertow"), Logger.getLogger("org.jboss.threads")
    };

    private Main() {}

    /**
     * Runs until {@code quit}, the end of a terminal's input, or a signal.
     *
     * @param arguments the directory of the build, with {@code archives} in it
     */
    public static void main(String[] arguments) throws Exception {
        var build = Path.of(arguments[0]);
        for (var logger : QUIET) {
            logger.setLevel(Level.WARNING);
        }
        // PostgreSQL's programs are unpacked here, so that nothing stays outside of the build
        System.setProperty("ot.epg.working-dir", build.resolve("postgresql").toString());
        var screen = new Screen(System.out);
        var leftovers = new Leftovers();
        var hook = new Thread(() -> stop(screen, leftovers), "leftovers");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            screen.line("");
            screen.line("Muster: a database, two servers and a balancer on this machine");
            var demo = Demo.start(screen, build.resolve("archives"), leftovers);
            demo.introduce();
            obey(demo, screen);
        } finally {
            if (isTakenBack(hook)) {
                stop(screen, leftovers);
            }
        }
    }

    private static void stop(Screen screen, Leftovers leftovers) {
        screen.line("");
        screen.line("Stopping…");
        leftovers.close();
        screen.line("Everything is gone.");
    }

    /** False if this JVM is ending already, so that the hook does the work. */
    private static boolean isTakenBack(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void obey(Demo demo, Screen screen) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        screen.line("  Commands: help, servers, kill 1, start 1, stop 1, pause 2, resume 2, quit");
        var ended = new Prompt(in, screen, demo.servers()).readWhile(demo::run);
        if (!ended && !isTerminal()) {
            screen.line("  No more input: running until a signal comes (Ctrl-C, or kill).");
            new CountDownLatch(1).await();
        }
    }

    /** Newer JDKs call anything a console, unless they are told which one is meant. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
