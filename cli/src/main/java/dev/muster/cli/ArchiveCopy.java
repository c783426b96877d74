package dev.muster.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies an archive: entries keep their order, names, times and contents, but for those that are replaced; new ones
 * follow at the end. Equal inputs give equal outputs. Not thread-safe; who made it closes it.
 */
final class ArchiveCopy implements AutoCloseable {

    /** The clock of the machine has no part in the copy. */
    private static final LocalDateTime TIME_OF_ADDED = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    ArchiveCopy(OutputStream stream) {
        this.zip = new ZipOutputStream(stream);
    }

    /** A jar with one entry replaced. */
    static byte[] replacing(byte[] jar, Map<String, byte[]> replacements) throws IOException {
        var bytes = new ByteArrayOutputStream(jar.length);
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar));
                var out = new ArchiveCopy(bytes)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                out.copy(entry, replacements.getOrDefault(entry.getName(), content));
            }
        }
        return bytes.toByteArray();
    }

    /** Writes an entry of the original with its own or other content. */
    void copy(ZipEntry original, byte[] content) throws IOException {
        var entry = new ZipEntry(original);
        entry.setCompressedSize(-1);
        if (entry.getMethod() == ZipEntry.STORED) {
            var checksum = new CRC32();
            checksum.update(content);
            entry.setCrc(checksum.getValue());
            entry.setCompressedSize(content.length);
        }
        entry.setSize(content.length);
        write(entry, content);
    }

    /** Writes an entry that the original does not have. */
    void add(String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME_OF_ADDED);
        write(entry, content);
    }

    private void write(ZipEntry entry, byte[] content) throws IOException {
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
