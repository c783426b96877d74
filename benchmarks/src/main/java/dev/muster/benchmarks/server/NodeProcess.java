package dev.muster.benchmarks.server;

import dev.muster.benchmarks.plan.Variant;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server as a process of its own. Thread-safe; who starts it closes it. If this JVM dies, it ends too. */
public final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private NodeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server and waits until it is ready. */
    static NodeProcess start(Variant variant, String name, String url, Path directory) throws IOException {
        Path war = War.explode(variant, Files.createDirectories(directory.resolve("shop")));
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(command(variant, name, url, war, directory))
                .redirectError(log.toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(Node.READY)) {
                return new NodeProcess(process, Integer.parseInt(line.substring(Node.READY.length())));
            }
        }
        process.destroyForcibly();
        throw new IOException(variant.title() + " did not start, see " + log);
    }

    private static List<String> command(Variant variant, String name, String url, Path war, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms384m", "-Xmx384m", "-XX:+UseG1GC", "-Dmuster.server.name=" + name));
        variant.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-classpath", War.serverClassPath(), Node.class.getName()));
        command.addAll(
                List.of(war.toString(), name, url, directory.resolve("tomcat").toString()));
        return command;
    }

    /** Where it listens on the loopback address. */
    public int port() {
        return port;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
