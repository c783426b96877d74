package dev.muster.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the demonstration prints, with signs of life while something takes long. Thread-safe. */
final class Screen {

    private static final long DOT_SECONDS = 2;

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void part(String text) {
        out.print(text);
        out.flush();
    }

    /** Does something, with a dot every two seconds, and says how long it took. */
    <T> T during(String what, Callable<T> work) {
        var start = System.nanoTime();
        part("  %-52s".formatted(what));
        var dots = dots();
        try {
            var result = work.call();
            line(" %.1f s".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
            return result;
        } catch (RuntimeException e) {
            line(" failed");
            throw e;
        } catch (Exception e) {
            line(" failed");
            throw new IllegalStateException(e);
        } finally {
            dots.shutdownNow();
        }
    }

    /** The same for work without a result. */
    void during(String what, Runnable work) {
        during(what, Executors.callable(work));
    }

    private ScheduledExecutorService dots() {
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "dots");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleAtFixedRate(() -> part("."), DOT_SECONDS, DOT_SECONDS, TimeUnit.SECONDS);
        return timer;
    }
}
