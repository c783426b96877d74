package dev.muster.jpa.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.TestMeshes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeersCommandTest {

    private static final String SECRET = "a secret of sixteen";

    private final TestMeshes meshes = new TestMeshes(MeshSecurity.sharedSecret(SECRET.toCharArray()));
    private final Mesh first = meshes.open("a", 1, 1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        meshes.close();
    }

    @Test
    void linksThatAreUp_areListedAndAllIsWell() throws Exception {
        Mesh second = meshes.open("b", 2, 1);
        TestMeshes.awaitLinks(first, 1);
        TestMeshes.awaitLinks(second, 1);

        assertThat(run("peers", "--cluster", "test", at(first), at(second))).isZero();
        assertThat(text())
                .contains("'a' (id 1)", "'b' (id 2)", "up    'a' at", "up    'b' at", "shared secret, AES-GCM");
        assertThat(first.links()).as("a probe is no peer").hasSize(1);
    }

    @Test
    void linkThatIsDown_isNamedAndNotWell() throws Exception {
        Mesh second = meshes.open("b", 2, 1);
        TestMeshes.awaitLinks(first, 1);
        second.close();
        assertThat(run("peers", "--cluster", "test", at(first))).isEqualTo(1);
        assertThat(text()).contains("DOWN  'b' at");
    }

    @Test
    void secretFromAFile_isTaken() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        List<String> arguments = List.of("peers", "--cluster", "test", "--secret-file", file.toString(), at(first));
        assertThat(new Main(stream()).run(arguments, Map.of())).isZero();
        assertThat(text()).contains("it has no peers");
    }

    @Test
    void refusals_areExplained() throws IOException {
        assertThat(run("peers", at(first))).isEqualTo(1);
        assertThat(text()).contains("it belongs to cluster 'test'", "--cluster");

        assertThat(new Main(stream()).run(List.of("peers", at(first)), Map.of("MUSTER_JPA_SECRET", "another")))
                .isEqualTo(1);
        assertThat(text()).contains("another secret");

        assertThat(new Main(stream()).run(List.of("peers", at(first)), Map.of()))
                .isEqualTo(1);
        assertThat(text()).contains("protected in another way");

        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        assertThat(run("peers", nobody)).isEqualTo(1);
        assertThat(text()).contains("Nobody listens there");
    }

    @Test
    void wrongUse_isExplained() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("peers")).isEqualTo(2);
        assertThat(run("peers", "--cluster")).isEqualTo(2);
        assertThat(run("peers", "--colour", "red")).isEqualTo(2);
        assertThat(run("peers", "host:port")).isEqualTo(2);
        assertThat(run("peers", "--keystore", "none", "host")).isEqualTo(2);
        assertThat(text())
                .contains("name at least one server", "usage:", "'host:port' is not host[:port]", "MUSTER-053");
    }

    private int run(String... arguments) {
        return new Main(stream()).run(List.of(arguments), Map.of("MUSTER_JPA_SECRET", SECRET));
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String at(Mesh mesh) {
        return "127.0.0.1:" + mesh.address().getPort();
    }
}
