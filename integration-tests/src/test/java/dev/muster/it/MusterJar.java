package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** The command line program, run as an admin runs it. */
public final class MusterJar {

    private static final Path APPLICATIONS = Path.of("target", "applications");
    private static final String LIBRARIES = "dropin/";

    private MusterJar() {}

    /** A sample as it was built, for example {@code legacy.war}. */
    public static Path application(String file) {
        return APPLICATIONS.resolve(file);
    }

    /** The jars that the program adds to a WAR, by file name. */
    static Map<String, byte[]> libraries() {
        var libraries = new TreeMap<String, byte[]>();
        try (var program = new JarFile(application("muster.jar").toFile())) {
            for (var entry : program.stream()
                    .filter(it ->
                            it.getName().startsWith(LIBRARIES) && it.getName().endsWith(".jar"))
                    .toList()) {
                libraries.put(
                        entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                        program.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("muster.jar cannot be read", e);
        }
        return libraries;
    }

    /** Writes a clustered copy of a sample, under the same file name in another folder, and returns what was printed. */
    static List<String> dropIn(String file, Path copy, String database, String... options)
            throws IOException, InterruptedException {
        Files.createDirectories(copy.toAbsolutePath().getParent());
        var command = new ArrayList<String>();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                application("muster.jar").toString()));
        command.addAll(List.of("dropin", application(file).toString()));
        command.addAll(List.of("--database", database, "-o", copy.toString(), "--force"));
        command.addAll(List.of(options));
        var program = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (program.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + printed);
        }
        return printed.lines().toList();
    }
}
