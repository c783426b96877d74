package dev.muster.session.codec;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The administrator's file of classes that attributes may hold, a name or pattern per line. It is a file and no table:
 * who can write sessions must not be able to extend the list. Thread-safe.
 */
final class ClassList {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final Path file;
    private final ClassPatterns patterns;
    private final Set<String> added = ConcurrentHashMap.newKeySet();

    private ClassList(Path file, List<String> lines) {
        this.file = file;
        this.patterns = ClassPatterns.of(lines);
    }

    /**
     * The list in a file that has to be there.
     *
     * @throws MusterException if it cannot be read
     */
    static ClassList read(Path file) {
        try {
            return new ClassList(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e + ")", e);
        }
    }

    /**
     * The list in a file that may have to be made.
     *
     * @throws MusterException if it cannot be read or written
     */
    static ClassList extend(Path file) {
        try {
            ClassList list = new ClassList(file, existing(file));
            list.append("");
            return list;
        } catch (IOException e) {
            throw unusable(file, "it cannot be written (" + e + ")", e);
        }
    }

    private static List<String> existing(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    Path file() {
        return file;
    }

    boolean contains(String className) {
        return patterns.contain(className);
    }

    /** Adds a class that is not in the list yet; a failure is told once and forgotten, for requests must not fail by it. */
    void add(String className) {
        if (patterns.contain(className) || !added.add(className)) {
            return;
        }
        try {
            append(className + System.lineSeparator());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    unusable(file, "it cannot be written (" + e + ")", e).getMessage());
        }
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static MusterException unusable(Path file, String reason, IOException cause) {
        return new MusterException(
                cause,
                CodecMessage.UNUSABLE,
                Setting.SESSION_FILTER_FILE.key(),
                file,
                reason,
                "Name a file that this server may read, and with muster.session.filter=learn write.");
    }
}
