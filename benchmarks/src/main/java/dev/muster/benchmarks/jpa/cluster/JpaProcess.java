package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.node.JpaNode;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node as a process. If this JVM dies, it ends too. One question at a time; who starts it closes it. */
public final class JpaProcess implements AutoCloseable {

    private static final int END_SECONDS = 30;

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final Path log;

    private JpaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a node; it is of use after {@link #awaitReady}. What it says on standard error is added to the log. */
    static JpaProcess start(NodeSpec spec, List<String> options, List<String> more, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-Xshare:auto"));
        command.addAll(List.of("-Djava.net.preferIPv4Stack=true", JpaNode.MAY_DIE));
        command.add("-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %5$s%6$s%n");
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), JpaNode.class.getName()));
        command.addAll(spec.arguments());
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JpaProcess(process, log);
    }

    /** Lets a node that stands by open its persistence unit; returns when it can be asked. */
    public void go() throws IOException {
        ask("go");
    }

    /** Waits until the node can be asked. */
    void awaitReady() throws IOException {
        answer();
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws IOException if the node failed or is gone
     */
    public String ask(String command, long... numbers) throws IOException {
        tell(command, numbers);
        return answer();
    }

    /** Asks for one number. */
    public long number(String command, long... numbers) throws IOException {
        return Long.parseLong(ask(command, numbers));
    }

    /** Asks for numbers. */
    public long[] numbers(String command, long... numbers) throws IOException {
        String answer = ask(command, numbers);
        return Stream.of(answer.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Asks without waiting for the answer, which {@link #answer} gives. */
    public void tell(String command, long... numbers) throws IOException {
        StringBuilder line = new StringBuilder(command);
        for (long number : numbers) {
            line.append(' ').append(number);
        }
        input.write(line.append('\n').toString());
        input.flush();
    }

    /** The answer to the question before. */
    public String answer() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(JpaNode.ANSWER + "failed")) {
                throw new IOException(line + ", see " + log);
            }
            if (line.startsWith(JpaNode.ANSWER)) {
                return line.substring(JpaNode.ANSWER.length());
            }
        }
        throw new IOException("node " + process.pid() + " is gone, see " + log);
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The lines of its log so far that contain one of these codes. */
    public List<String> logged(List<String> codes) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> codes.stream().anyMatch(line::contains)).toList();
        }
    }

    /** Sends a signal, by the name that {@code kill} knows. */
    public void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("process " + pid() + " did not take signal " + name);
        }
    }

    /** Ends it in good order. */
    public void quit() throws IOException {
        ask("quit");
        close();
    }

    /** Waits until it has ended. */
    public void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("node " + pid() + " still lives, see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
