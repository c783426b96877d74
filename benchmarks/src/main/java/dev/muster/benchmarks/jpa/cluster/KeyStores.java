package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The key store that all nodes share, made as docs/jpa.md says. */
final class KeyStores {

    private KeyStores() {}

    /** The key store of a directory, made if there is none. */
    static synchronized String in(Path directory) throws IOException {
        Path file = directory.resolve("mesh.p12");
        if (!Files.exists(file)) {
            make(file);
        }
        return file.toString();
    }

    private static void make(Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "mesh", "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", "CN=mesh", "-validity", "3650", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", NodeSpec.PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
