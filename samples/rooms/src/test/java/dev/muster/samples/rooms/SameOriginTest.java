package dev.muster.samples.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SameOriginTest {

    @Test
    void origin_isComparedAsHostAndPort() {
        assertThat(SameOrigin.hostOf("http://Example.org:8080")).isEqualTo("example.org:8080");
        assertThat(SameOrigin.hostOf("https://example.org")).isEqualTo("example.org");
    }

    @Test
    void hiddenOrigin_isNobodysHost() {
        assertThat(SameOrigin.hostOf("null")).isEmpty();
    }
}
