package dev.muster.jpa.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshSecurity;
import org.junit.jupiter.api.Test;

class StaticSettingsTest {

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
    void wrongPort_isNamed() {
        assertThatThrownBy(() -> StaticSettings.port("Port", "http"))
                .hasMessage("MUSTER-053 Port is 'http': it is not a port. Give a port from 1 to 65535.");
        assertThatThrownBy(() -> StaticSettings.port("Port", "70000")).hasMessageStartingWith("MUSTER-053");
        assertThatThrownBy(() -> settings("127.0.0.1:x", "").meshConfig()).hasMessageContaining("is 'x'");
    }

    @Test
    void secrets_doNotShow() {
        assertThat(settings("127.0.0.1", "hunter2").toString()).doesNotContain("hunter2");
    }

    private static StaticSettings settings(String addresses, String secret) {
        return new StaticSettings("static", addresses, "", 5636, secret, "", "");
    }
}
