package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The ways to protect a mesh, for parameterized tests. */
public final class Securities {

    private static final MeshSecurity TLS = selfSigned("mesh");
    private static final MeshSecurity SECRET = MeshSecurity.sharedSecret("correct horse battery staple".toCharArray());

    private Securities() {}

    /** Those that authenticate. */
    public static Stream<Named<MeshSecurity>> authenticating() {
        return Stream.of(Named.of("TLS", TLS), Named.of("secret", SECRET));
    }

    /** All of them. */
    public static Stream<Named<MeshSecurity>> all() {
        return Stream.concat(authenticating(), Stream.of(Named.of("loopback", MeshSecurity.loopbackOnly())));
    }

    /** A new key that only those who hold it trust. */
    public static MeshSecurity selfSigned(String name) {
        try {
            return MeshSecurity.keyStore(keyStore(name), "changeit".toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path keyStore(String name) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("muster-jpa");
        Path store = directory.resolve("keys.p12");
        directory.toFile().deleteOnExit();
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "mesh",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        store.toFile().deleteOnExit();
        return store;
    }
}
