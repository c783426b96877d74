package dev.muster.benchmarks.server;

import dev.muster.benchmarks.plan.Variant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The application as an exploded archive: the same classes for all variants, and the jars of one. */
final class War {

    private static final String PACKAGES = "dev/muster/benchmarks/";

    private War() {}

    /** Writes the archive into an empty directory. */
    static Path explode(Variant variant, Path directory) throws IOException {
        Path classes = ownClasses();
        Path target = directory.resolve("WEB-INF/classes");
        copy(classes, "app", target);
        if (variant == Variant.SPRING) {
            copy(classes, "spring", target);
        }
        Path lib = Files.createDirectories(directory.resolve("WEB-INF/lib"));
        for (Path jar : Jars.all()) {
            if (variant.wants(Jars.name(jar))) {
                Files.copy(jar, lib.resolve(Jars.name(jar)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }

    /** What the server itself needs: everything that belongs into no archive. */
    static String serverClassPath() {
        return String.join(
                File.pathSeparator,
                Jars.all().stream()
                        .filter(path -> !Variant.isWanted(Jars.name(path)))
                        .map(Path::toString)
                        .toList());
    }

    private static Path ownClasses() {
        return Jars.all().stream()
                .filter(path -> Files.isDirectory(path.resolve(PACKAGES)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no directory of the class path has our own classes"));
    }

    private static void copy(Path classes, String packageName, Path target) throws IOException {
        Path from = classes.resolve(PACKAGES + packageName);
        Path to = Files.createDirectories(target.resolve(PACKAGES + packageName));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(Jars.name(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
