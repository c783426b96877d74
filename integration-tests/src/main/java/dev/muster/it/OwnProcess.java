package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that this JVM started in a directory of its own: it never outlives the JVM, nor the directory it. */
public final class OwnProcess {

    private static final Set<OwnProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(OwnProcess::kill), "own-processes"));
    }

    private final Process process;
    private final Path home;

    private OwnProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    public static OwnProcess start(List<String> command, Map<String, String> environment, Path home, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var started = new OwnProcess(builder.start(), home);
        RUNNING.add(started);
        return started;
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("Process " + pid() + " did not take signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Signal " + name + " could not be sent", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Asks the process to end, kills it when the time is up, and returns when it is gone. */
    void stop(Duration limit) {
        process.destroy();
        try {
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            kill();
        }
    }

    /** Ends it and what it started, and returns when it is gone. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (RUNNING.remove(this)) {
            delete(home);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for a process", e);
    }

    /** Removes a directory with all it holds. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path done, IOException failure) throws IOException {
                    Files.delete(done);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A directory that nobody needs any more could not be removed: " + directory, e);
        }
    }
}
