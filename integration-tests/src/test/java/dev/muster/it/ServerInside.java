package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operating system and the JVM tell about a running server from outside; Linux only. */
final class ServerInside {

    private static final String LISTENING = "0A";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*)\" ");

    private final PayaraServer server;

    ServerInside(PayaraServer server) {
        this.server = server;
    }

    /** The TCP ports on which the process listens, on whatever address. */
    Set<Integer> listeningPorts() {
        var own = ownSockets();
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(proc().resolve("net").resolve(table)).skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals(LISTENING) && own.contains(fields[9]))
                .map(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ownSockets() {
        try (var descriptors = Files.list(proc().resolve("fd"))) {
            return descriptors
                    .map(ServerInside::target)
                    .map(SOCKET::matcher)
                    .filter(socket -> socket.matches())
                    .map(socket -> socket.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed in the meantime";
        }
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(server.pid()));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All threads with their stacks. */
    String threadDump() {
        return jcmd("Thread.print");
    }

    List<String> threadNames() {
        return THREAD.matcher(threadDump())
                .results()
                .map(thread -> thread.group(1))
                .toList();
    }

    /** Every class the JVM has loaded, a line per class that contains its name. */
    List<String> loadedClasses() {
        return jcmd("VM.class_hierarchy").lines().toList();
    }

    /** The classes of which objects are reachable, a line per class and class loader, after a garbage collection. */
    List<String> classesInUse() {
        return jcmd("GC.class_histogram").lines().toList();
    }

    private String jcmd(String command) {
        try {
            var program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(server.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (program.waitFor() != 0) {
                throw new AssertionError("jcmd " + command + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking a server for its " + command, e);
        }
    }
}
