package dev.muster.it;

import dev.muster.it.net.Place;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * What one Payara Micro is to run and how: a builder for {@link PayaraServer}. Not thread-safe.
 *
 * <p>The server's jar is {@code target/payara-micro.jar} of the module whose tests run, or what the system property
 * {@code muster.it.payara} names.
 */
public final class PayaraSetup {

    static final String PREBOOT = "preboot.asadmin";
    static final String JAR_PROPERTY = "muster.it.payara";

    private final String name;
    private final List<Path> wars = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"));
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path jar = Path.of(System.getProperty(JAR_PROPERTY, "target/payara-micro.jar"));
    private List<String> launcher = List.of();
    private Optional<Place> place = Optional.empty();
    private int port = Ports.free();

    PayaraSetup(String name) {
        this.name = name;
    }

    /** The Payara Micro jar to run. */
    public PayaraSetup jar(Path file) {
        jar = file;
        return this;
    }

    /** Starts by a class of one's own, in this folder of classes, that is given Payara Micro's arguments and its jar. */
    public PayaraSetup launcher(Path classes, String mainClass) {
        launcher = List.of(classes.toAbsolutePath().toString(), mainClass);
        return this;
    }

    /** Deploys a WAR; its context path is the file name without {@code .war}. */
    public PayaraSetup war(Path file) {
        wars.add(file.toAbsolutePath());
        return this;
    }

    /** A command of {@code asadmin}, run before the server starts. */
    public PayaraSetup beforeBoot(String command) {
        commands.add(command);
        return this;
    }

    /** The HTTP port; a free one if not called. Stays the same over restarts. */
    public PayaraSetup port(int number) {
        port = number;
        return this;
    }

    /** Runs the server in a place of a network; it answers requests at the back door. */
    public PayaraSetup place(Place where) {
        place = Optional.of(where);
        return this;
    }

    /** A system property of the server's JVM, for example {@code muster.mode}. */
    public PayaraSetup property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    public PayaraSetup properties(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /** An environment variable of the server's process. */
    public PayaraSetup environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Further arguments of the JVM, for example {@code -Duser.timezone=Asia/Tokyo}; a later one wins. */
    public PayaraSetup jvm(String... arguments) {
        jvmArguments.addAll(List.of(arguments));
        return this;
    }

    /** Starts the server and returns when its applications answer; see {@link PayaraServer#awaitReady()}. */
    public PayaraServer start() {
        var server = launch();
        server.awaitReady();
        return server;
    }

    /** Starts the process and does not wait, so that several can start side by side. */
    public PayaraServer launch() {
        var server = new PayaraServer(this);
        server.launch();
        return server;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Where it listens for requests. */
    String address() {
        return place.map(Place::backdoor).orElse("127.0.0.1");
    }

    Collection<Path> wars() {
        return List.copyOf(wars);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    List<String> command(Path home) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(program());
        command.addAll(List.of("--nocluster", "--nohazelcast", "--disablephonehome"));
        command.addAll(List.of("--name", name, "--port", Integer.toString(port)));
        command.addAll(List.of("--rootdir", home.resolve("root").toString()));
        command.addAll(List.of("--prebootcommandfile", home.resolve(PREBOOT).toString()));
        wars.forEach(war -> command.addAll(List.of("--deploy", war.toString())));
        return place.map(where -> where.command(command)).orElse(command);
    }

    private List<String> program() {
        var file = jar.toAbsolutePath().toString();
        if (launcher.isEmpty()) {
            return List.of("-jar", file);
        }
        var program = new ArrayList<>(opened());
        program.addAll(List.of("-cp", file + File.pathSeparator + launcher.get(0), launcher.get(1)));
        return program;
    }

    /** Java opens packages to a jar that asks for it in its manifest only if that is what is started. */
    private List<String> opened() {
        try (var archive = new JarFile(jar.toFile())) {
            var packages = archive.getManifest().getMainAttributes().getValue("Add-Opens");
            return Arrays.stream(packages.split(" "))
                    .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Payara Micro cannot be read", e);
        }
    }
}
