package dev.muster.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A WAR made of another one by adding, replacing and editing entries. Not thread-safe. */
public final class WarCopy {

    public static final String SETTINGS = "WEB-INF/classes/META-INF/muster.properties";
    public static final String BEANS = "WEB-INF/beans.xml";
    public static final String WEB = "WEB-INF/web.xml";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private WarCopy() {}

    public static WarCopy of(Path war) {
        var copy = new WarCopy();
        copy.read(war);
        return copy;
    }

    /** Adds the jars of Muster, and what they need, to {@code WEB-INF/lib}: nothing is configured by that. */
    public WarCopy withMuster() {
        return withMuster("");
    }

    /** Adds some of these jars only, for example {@code muster-session-store}. */
    public WarCopy withMuster(String... beginnings) {
        MusterJar.libraries().forEach((name, bytes) -> {
            if (Stream.of(beginnings).anyMatch(name::startsWith)) {
                entries.put("WEB-INF/lib/" + name, bytes);
            }
        });
        return this;
    }

    public WarCopy with(String entry, String text) {
        return with(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    public WarCopy with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    /** Adds a class of the tests, for example a servlet. */
    public WarCopy with(Class<?> type) {
        var file = type.getName().replace('.', '/') + ".class";
        try (var code = type.getClassLoader().getResourceAsStream(file)) {
            return with("WEB-INF/classes/" + file, code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves out what is in a folder. */
    public WarCopy without(String folder) {
        entries.keySet().removeIf(entry -> entry.startsWith(folder));
        return this;
    }

    /** Changes the text of an entry that is there. */
    public WarCopy edited(String entry, UnaryOperator<String> change) {
        var before = new String(entries.get(entry), StandardCharsets.UTF_8);
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("Nothing to edit was found in " + entry + ":\n" + before);
        }
        return with(entry, after);
    }

    /** Selects an alternative in the application's own {@code beans.xml}. */
    public WarCopy withAlternative(String className) {
        var line = "  <alternatives><class>" + className + "</class></alternatives>\n</beans>";
        return edited(BEANS, xml -> xml.replace("</beans>", line));
    }

    /** Writes the archive; its file name is the context path. */
    public Path writeTo(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.setLevel(1);
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The archive " + file + " could not be written", e);
        }
    }

    private void read(Path war) {
        try (var zip = new ZipInputStream(Files.newInputStream(war))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var bytes = new ByteArrayOutputStream();
                zip.transferTo(bytes);
                entries.put(entry.getName(), bytes.toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The archive " + war + " could not be read", e);
        }
    }
}
