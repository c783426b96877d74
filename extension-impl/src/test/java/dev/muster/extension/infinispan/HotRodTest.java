package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.infinispan.client.hotrod.configuration.Configuration;
import org.junit.jupiter.api.Test;

class HotRodTest {

    private static final ClassLoader APPLICATION = HotRodTest.class.getClassLoader();

    @Test
    void plainText_isTakenForThisMachineOnly() {
        assertThatCode(() -> HotRod.check(settings("127.0.0.1[11222]", Map.of("tls", "off")), APPLICATION))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        HotRod.check(settings("127.0.0.1[11222];10.1.1.5[11222]", Map.of("tls", "off")), APPLICATION))
                .hasMessageStartingWith("MUSTER-146")
                .hasMessageContaining("10.1.1.5[11222]");
    }

    @Test
    void serversThatCannotBeRead_areNamedWithTheirSetting() {
        assertThatThrownBy(() -> HotRod.check(settings("10.1.1.5:11222", Map.of()), APPLICATION))
                .hasMessageStartingWith("MUSTER-089 muster.rooms.hotrod.servers is '10.1.1.5:11222'");
    }

    @Test
    void applicationWithoutTheClient_isToldWhatToAdd() {
        assertThatThrownBy(
                        () -> HotRod.check(settings("10.1.1.5[11222]", Map.of()), ClassLoader.getPlatformClassLoader()))
                .hasMessageStartingWith("MUSTER-147");
    }

    @Test
    void withoutAFingerprint_theNameOfTheFirstServerMustBeInTheCertificate() {
        Configuration client = HotRod.configuration(settings("one.internal[11222];two.internal[11222]", Map.of()));

        assertThat(client.security().ssl().enabled()).isTrue();
        assertThat(client.security().ssl().hostnameValidation()).isTrue();
        assertThat(client.security().ssl().sniHostName()).isEqualTo("one.internal");
    }

    private static Settings settings(String servers, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>();
        more.forEach((key, value) -> values.put("muster.rooms.hotrod." + key, value));
        values.put("muster.rooms.cache", "hotrod");
        values.put("muster.rooms.hotrod.servers", servers);
        return Settings.ofMap(values);
    }
}
