package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.node.ClockJump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What lets a node's wall clock be changed. */
final class ClockAgent {

    private ClockAgent() {}

    /** The option for the node's JVM. The jar says only where to begin: the class path has the classes. */
    static String option(Path directory) throws IOException {
        Path jar = directory.resolve("clock.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ClockJump.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return "-javaagent:" + jar.toAbsolutePath() + "=";
    }
}
