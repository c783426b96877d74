package dev.muster.benchmarks.failover;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A {@link RoomNode} as a process. If this JVM dies, it ends too. One question at a time; who starts it closes it. */
final class RoomProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final Path log;

    private RoomProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a server; it is of use after the first {@link #answer}. */
    static RoomProcess start(String name, String url, Path directory) throws IOException {
        Path log = directory.resolve(name + ".log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %5$s%6$s%n",
                "-classpath",
                System.getProperty("java.class.path"),
                RoomNode.class.getName(),
                url,
                name);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new RoomProcess(name, process, log);
    }

    String name() {
        return name;
    }

    String ask(String question) throws IOException {
        tell(question);
        return answer();
    }

    /** Asks without waiting for the answer, which {@link #answer} gives. */
    void tell(String question) throws IOException {
        input.write(question + "\n");
        input.flush();
    }

    /** The answer to the question before. */
    String answer() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(RoomNode.ANSWER)) {
                return line.substring(RoomNode.ANSWER.length());
            }
        }
        throw new IOException("node " + name + " is gone, see " + log);
    }

    /** Kills it (SIGKILL); returns at once. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
