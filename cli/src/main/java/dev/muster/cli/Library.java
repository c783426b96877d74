package dev.muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A jar that goes into {@code WEB-INF/lib}.
 *
 * @param folder where this program carries it, which says what parts need it
 * @param file its name, for example {@code jgroups-5.5.2.Final.jar}
 * @param bytes its content
 */
record Library(String folder, String file, byte[] bytes) {

    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$|\\.jar$");
    private static final String OURS = "muster-";

    static Library read(String folder, Path jar) throws IOException {
        return new Library(folder, jar.getFileName().toString(), Files.readAllBytes(jar));
    }

    /** The name of a jar without its version, for example {@code jgroups}. */
    static String artifact(String file) {
        return VERSION.matcher(file).replaceFirst("");
    }

    static boolean isOurs(String file) {
        return file.startsWith(OURS);
    }
}
