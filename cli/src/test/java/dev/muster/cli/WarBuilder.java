package dev.muster.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as build tools do: entries of different times, some of them stored. */
final class WarBuilder {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private LocalDateTime time = LocalDateTime.of(2019, 3, 31, 2, 30, 2);

    WarBuilder text(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    WarBuilder file(String name, byte[] content) throws IOException {
        return write(entry(name), content);
    }

    WarBuilder stored(String name, byte[] content) throws IOException {
        var entry = entry(name);
        var checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return write(entry, content);
    }

    byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    private ZipEntry entry(String name) {
        time = time.plusHours(7);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        entry.setComment("about " + name);
        return entry;
    }

    private WarBuilder write(ZipEntry entry, byte[] content) throws IOException {
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        return this;
    }
}
