package dev.muster.it.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An unpacked server below {@code target/distributions}, shared by its instances, which write nothing into it.
 *
 * @param root its folder
 */
record Distribution(Path root) {

    static final String HEAP = "-Xmx384m";
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** The only folder of an unpacked archive. */
    static Distribution of(String name) {
        try (var folders = Files.list(Path.of("target", "distributions", name))) {
            return new Distribution(folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("META-INF"))
                    .findFirst()
                    .orElseThrow()
                    .toRealPath());
        } catch (IOException e) {
            throw new IllegalStateException("Not unpacked: the profile 'servers' does that", e);
        }
    }

    /** The version in the build, by the name of its property. */
    static String version(String property) {
        return System.getProperty("muster.it.version." + property, "");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String path(String inside) {
        return root.resolve(inside).toString();
    }

    /** Copies files or folders into the directory of an instance, under the same names. */
    void copy(Path home, List<String> inside) throws IOException {
        for (var name : inside) {
            try (var tree = Files.walk(root.resolve(name))) {
                for (var source : tree.toList()) {
                    var target = home.resolve(root.relativize(source));
                    Files.createDirectories(target.getParent());
                    if (!Files.isDirectory(target)) {
                        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    /** As WildFly keeps passwords: MD5 of user, realm and password. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As GlassFish keeps passwords: SHA-1 of password and salt, followed by the salt. */
    static String salted(String password) {
        var salt = "salt";
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest((password + salt).getBytes(StandardCharsets.UTF_8));
            var both = Arrays.copyOf(hash, hash.length + salt.length());
            System.arraycopy(salt.getBytes(StandardCharsets.UTF_8), 0, both, hash.length, salt.length());
            return Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void place(Path war, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(war, folder.resolve(war.getFileName()));
    }
}
