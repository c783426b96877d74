package dev.muster.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads files of the WAR that a class loader does not show, such as {@code WEB-INF/beans.xml}, before any servlet context
 * exists: they lie beside the jar in {@code WEB-INF/lib} or the classes from which the application's code is loaded.
 */
public final class WarFile {

    private final List<URL> roots;

    private WarFile(List<URL> roots) {
        this.roots = roots;
    }

    /** The WAR that this class, or a class of ours, was loaded from; may be none, for example in a unit test. */
    public static WarFile around(Class<?> anchor) {
        List<URL> roots = new ArrayList<>();
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            addRoot(roots, source.getLocation().toExternalForm(), "/WEB-INF/lib/");
            addRoot(roots, source.getLocation().toExternalForm(), "/WEB-INF/classes");
        }
        return new WarFile(roots);
    }

    /**
     * A file of the WAR; whoever asks closes the stream.
     *
     * @param path relative to the root of the WAR, for example {@code WEB-INF/web.xml}
     */
    public Optional<InputStream> open(String path) {
        return roots.stream().flatMap(root -> open(root, path).stream()).findFirst();
    }

    private static void addRoot(List<URL> roots, String location, String marker) {
        int at = location.lastIndexOf(marker);
        if (at < 0) {
            return;
        }
        try {
            roots.add(new URL(location.substring(0, at + 1)));
        } catch (MalformedURLException e) {
            // A location without a URL handler leads to no file: the servlet side looks again when it starts.
            System.getLogger("dev.muster.config").log(System.Logger.Level.DEBUG, location, e);
        }
    }

    private static Optional<InputStream> open(URL root, String path) {
        try {
            URLConnection connection = new URL(root, path).openConnection();
            connection.setUseCaches(false);
            return Optional.of(connection.getInputStream());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
