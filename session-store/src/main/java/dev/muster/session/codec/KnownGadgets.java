package dev.muster.session.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Classes of the JDK and of common libraries that are known to do harm when a stream names them: the list in
 * {@code known-gadgets.txt} beside this class. No such list is ever complete; the wall is a list of what is allowed.
 */
final class KnownGadgets {

    private static final ClassPatterns PATTERNS = load();

    private KnownGadgets() {}

    static boolean contain(String className) {
        return PATTERNS.contain(className);
    }

    private static ClassPatterns load() {
        try (InputStream in = KnownGadgets.class.getResourceAsStream("known-gadgets.txt")) {
            if (in == null) {
                throw new IllegalStateException("known-gadgets.txt is missing from the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return ClassPatterns.of(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
