package dev.muster.benchmarks.server;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class path of this JVM. */
public final class Jars {

    private Jars() {}

    static List<Path> all() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    static String name(Path path) {
        return path.getFileName().toString();
    }

    /** The name of the jar whose name starts like this, which tells its version. */
    public static String named(String start) {
        return all().stream()
                .map(Jars::name)
                .filter(name -> name.startsWith(start))
                .map(name -> name.replace(".jar", ""))
                .findFirst()
                .orElse(start + "?");
    }
}
