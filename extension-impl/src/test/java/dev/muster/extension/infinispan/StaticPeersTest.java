package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticPeersTest {

    @Test
    void peers_areRead() {
        assertThat(StaticPeers.parse("10.1.1.1[7800]; 10.1.1.2[7801];fe80::1[7802]"))
                .containsExactly(
                        new InetSocketAddress("10.1.1.1", 7800),
                        new InetSocketAddress("10.1.1.2", 7801),
                        new InetSocketAddress("fe80::1", 7802));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.1.1", "10.1.1.1:7800", "10.1.1.1[]", "10.1.1.1[70000]", "[7800]", "a[1],b[2]", "a[1];;b[2]"
            })
    void whatIsNoPeer_isNamed(String value) {
        assertThatThrownBy(() -> StaticPeers.parse(value))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-089")
                .hasMessageContaining("'" + value + "'");
    }
}
