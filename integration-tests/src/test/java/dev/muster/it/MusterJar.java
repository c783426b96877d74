package dev.muster.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line program, run as an admin runs it. */
final class MusterJar {

    private static final Path APPLICATIONS = Path.of("target", "applications");

    private MusterJar() {}

    /** A sample as it was built, for example {@code legacy.war}. */
    static Path application(String file) {
        return APPLICATIONS.resolve(file);
    }

    /** Writes a clustered copy of a sample, under the same file name in another folder, and returns what was printed. */
    static List<String> dropIn(String file, Path copy, String database) throws IOException, InterruptedException {
        Files.createDirectories(copy.toAbsolutePath().getParent());
        var command = new ArrayList<String>();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                application("muster.jar").toString()));
        command.addAll(List.of("dropin", application(file).toString()));
        command.addAll(List.of("--database", database, "-o", copy.toString(), "--force"));
        var program = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (program.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + printed);
        }
        return printed.lines().toList();
    }
}
