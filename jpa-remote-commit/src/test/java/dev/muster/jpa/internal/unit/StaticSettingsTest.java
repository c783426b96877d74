package dev.muster.jpa.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void addressesOfTheTcpProvider_areUnderstood() {
        MeshConfig config =
                settings("10.1.1.1;10.1.1.2:7000, [::1]:7001;", "secret").meshConfig();
        assertThat(config.peers().get())
                .extracting(peer ->
                        peer.address().getHostString() + " " + peer.address().getPort())
                .containsExactly("10.1.1.1 5636", "10.1.1.2 7000", "[::1] 7001");
        assertThat(config.bindAddress().isAnyLocalAddress()).isTrue();
        assertThat(config.security()).isInstanceOf(MeshSecurity.SharedSecret.class);
    }

    @Test
    void withoutProtection_onlyLoopbackIsAccepted() {
        MeshConfig config = settings("127.0.0.1:7000;localhost", "").meshConfig();
        assertThat(config.bindAddress().isLoopbackAddress()).isTrue();
        assertThatThrownBy(() -> settings("127.0.0.1;192.0.2.1", "").meshConfig())
                .isInstanceOf(MeshException.class)
                .hasMessageStartingWith("MUSTER-047 mesh: 192.0.2.1 is not a loopback address");
    }

    @Test
    void secretFromElsewhere_leavesTheLineAsItIs() throws IOException {
        Protection none = new Protection("", "", "");
        Path file = Files.writeString(directory.resolve("secret"), "from a file\n");
        Properties properties = new Properties();
        assertThat(none.or(properties, Map.of())).isEqualTo(none);
        assertThat(none.or(properties, Map.of("MUSTER_JPA_SECRET", "of the environment"))
                        .secret())
                .isEqualTo("of the environment");
        assertThat(none.or(properties, Map.of("MUSTER_JPA_SECRET_FILE", file.toString()))
                        .secret())
                .isEqualTo("from a file");
        properties.setProperty("muster.jpa.secret", "of the JVM");
        properties.setProperty("muster.jpa.keystore", "mesh.p12");
        assertThat(none.or(properties, Map.of("MUSTER_JPA_SECRET", "of the environment")))
                .isEqualTo(new Protection("of the JVM", "mesh.p12", ""));
        assertThat(new Protection("own", "", "").or(properties, Map.of()).secret())
                .isEqualTo("own");
        assertThat(new Protection("", "own.p12", "")
                        .or(new Properties(), Map.of("MUSTER_JPA_KEYSTORE_PASSWORD", "open")))
                .isEqualTo(new Protection("", "own.p12", "open"));
        assertThatThrownBy(() -> none.or(new Properties(), Map.of("MUSTER_JPA_SECRET_FILE", "/nowhere")))
                .hasMessageStartingWith("MUSTER-053 muster.jpa.secret-file is '/nowhere'");
    }

    @Test
    void rangeOfPorts_standsForEachOfThem() {
        PortRange range = PortRange.parse("Port", "5636-5638");
        MeshConfig config = new StaticSettings(
                        "static",
                        "10.1.1.1;10.1.1.2:7000",
                        "",
                        range,
                        new Protection("s", "", ""),
                        Duration.ofSeconds(2))
                .meshConfig();
        assertThat(config.peers().get())
                .extracting(peer ->
                        peer.address().getHostString() + " " + peer.address().getPort())
                .containsExactly("10.1.1.1 5636", "10.1.1.1 5637", "10.1.1.1 5638", "10.1.1.2 7000");
        assertThat(config.firstPort()).isEqualTo(5636);
        assertThat(config.lastPort()).isEqualTo(5638);
        assertThat(config.staleness()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.heartbeat()).as("two must fit into it").isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void wrongPort_isNamed() {
        assertThatThrownBy(() -> PortRange.parse("Port", "http"))
                .hasMessage(
                        "MUSTER-053 Port is 'http': it is not a port. Give a port from 1 to 65535, or a range such as 5636-5639.");
        for (String bad : List.of("70000", "0", "5639-5636", "1-2-3", "5636-", "1-65535")) {
            assertThatThrownBy(() -> PortRange.parse("Port", bad)).hasMessageStartingWith("MUSTER-053 Port is '" + bad);
        }
        assertThatThrownBy(() -> settings("127.0.0.1:x", "").meshConfig()).hasMessageContaining("is 'x'");
    }

    @Test
    void secrets_doNotShow() {
        assertThat(settings("127.0.0.1", "hunter2").toString()).doesNotContain("hunter2");
    }

    private static StaticSettings settings(String addresses, String secret) {
        return new StaticSettings(
                "static",
                addresses,
                "",
                new PortRange(5636, 5636),
                new Protection(secret, "", ""),
                StaticSettings.DEFAULT_STALENESS);
    }
}
