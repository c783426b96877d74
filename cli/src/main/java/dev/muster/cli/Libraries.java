package dev.muster.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The jars that this program carries inside itself, in folders of the folder {@code dropin}. */
final class Libraries {

    private static final String FOLDER = "dropin";

    private Libraries() {}

    static List<Library> bundled() {
        try {
            var program = Path.of(Muster.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(program)) {
                return read(program.resolve(FOLDER));
            }
            try (var jar = FileSystems.newFileSystem(program)) {
                return read(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("This muster.jar is damaged: its own libraries cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program is no URI", e);
        }
    }

    private static List<Library> read(Path root) throws IOException {
        var libraries = new ArrayList<Library>();
        try (var folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var folder : folders) {
                readInto(libraries, folder);
            }
        }
        libraries.sort(Comparator.comparing(Library::file));
        return libraries;
    }

    private static void readInto(List<Library> libraries, Path folder) throws IOException {
        var name = folder.getFileName().toString().replace("/", "");
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (var jar : jars) {
                libraries.add(Library.read(name, jar));
            }
        }
    }
}
