package dev.muster.cli;

import dev.muster.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The WAR as it was given, open for reading. Who opened it closes it. */
final class Archive implements AutoCloseable {

    static final String LIB = "WEB-INF/lib/";
    static final String CLASSES = "WEB-INF/classes/";
    static final String SETTINGS = CLASSES + "META-INF/muster.properties";
    static final String WEB_XML = "WEB-INF/web.xml";

    private final Path file;
    private final ZipFile zip;

    private Archive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MusterException(CliMessage.UNREADABLE, file, "there is no such file");
        }
        try {
            return new Archive(file, new ZipFile(file.toFile()));
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.UNREADABLE, file, e.getMessage());
        }
    }

    Path file() {
        return file;
    }

    /** All entries in the order of the archive. */
    List<? extends ZipEntry> entries() {
        return Collections.list(zip.entries());
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    Optional<byte[]> read(String name) {
        return Optional.ofNullable(zip.getEntry(name)).map(this::read);
    }

    byte[] read(ZipEntry entry) {
        try (var stream = zip.getInputStream(entry)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.UNREADABLE, file, entry.getName() + ": " + e.getMessage());
        }
    }

    /** The file names of the jars in {@code WEB-INF/lib}. */
    List<String> libraries() {
        return entries().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
                .map(name -> name.substring(LIB.length()))
                .toList();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new MusterException(e, CliMessage.UNREADABLE, file, e.getMessage());
        }
    }
}
