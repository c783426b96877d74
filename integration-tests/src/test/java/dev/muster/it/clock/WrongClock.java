package dev.muster.it.clock;

import dev.muster.it.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.xbean.asm9.ClassReader;

/** Sets a server's wall clock wrong, by an argument of its JVM, and tells what it shows. Stateless. */
public final class WrongClock {

    private static final Path AGENT = Path.of("target", "clock-shift.jar").toAbsolutePath();
    private static final Pattern STAMP = Pattern.compile("^\\[(\\d{4}-\\d{2}-\\d{2}T[^]]*)]");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

    private WrongClock() {}

    /** For example three hours fast, or, with a negative duration, slow. */
    public static String by(Duration offset) {
        return "-javaagent:" + agent() + "=" + offset;
    }

    /** The time by the server's own wall clock when it last wrote a line. */
    public static ZonedDateTime lastSeen(ServerLog log) {
        var lines =
                log.lines().stream().map(STAMP::matcher).filter(Matcher::find).toList();
        return ZonedDateTime.parse(lines.get(lines.size() - 1).group(1), FORM);
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
