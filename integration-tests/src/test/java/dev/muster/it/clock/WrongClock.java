package dev.muster.it.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.xbean.asm9.ClassReader;

/** Makes the JVM argument that sets a server's wall clock wrong. Stateless. */
public final class WrongClock {

    private static final Path AGENT = Path.of("target", "clock-shift.jar").toAbsolutePath();

    private WrongClock() {}

    /** For example three hours fast, or, with a negative duration, slow. */
    public static String by(Duration offset) {
        return "-javaagent:" + agent() + "=" + offset;
    }

    private static synchronized Path agent() {
        if (!Files.exists(AGENT)) {
            try {
                write();
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException("The agent " + AGENT + " cannot be made", e);
            }
        }
        return AGENT;
    }

    private static void write() throws IOException, URISyntaxException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ClockShift.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (var jar = new JarOutputStream(Files.newOutputStream(AGENT), manifest)) {
            addOwnClasses(jar);
            addLibrary(jar);
        }
    }

    private static void addOwnClasses(JarOutputStream jar) throws IOException, URISyntaxException {
        var root = Path.of(ClockShift.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var ours = root.resolve(ClockShift.class.getPackageName().replace('.', '/'));
        try (var files = Files.list(ours)) {
            files.filter(file -> file.getFileName().toString().startsWith("ClockShift"))
                    .forEach(file -> add(jar, root.relativize(file).toString(), file));
        }
    }

    private static void add(JarOutputStream jar, String name, Path file) {
        try {
            jar.putNextEntry(new JarEntry(name));
            Files.copy(file, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addLibrary(JarOutputStream jar) throws IOException, URISyntaxException {
        var source = ClassReader.class.getProtectionDomain().getCodeSource().getLocation();
        try (var library = new JarFile(Path.of(source.toURI()).toFile())) {
            for (var entry : library.stream()
                    .filter(it -> it.getName().endsWith(".class"))
                    .filter(it -> it.getName().startsWith("org/apache/xbean/asm9/"))
                    .toList()) {
                jar.putNextEntry(new JarEntry(entry.getName()));
                library.getInputStream(entry).transferTo(jar);
            }
        }
    }
}
