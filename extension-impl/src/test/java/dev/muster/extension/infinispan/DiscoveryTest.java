package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {

    @ParameterizedTest
    @CsvSource({
        "static, 10.1.1.1[7800];10.1.1.2[7800]",
        "multicast, 239.255.0.1[7799]",
        "multicast, ff02::1:7799[7799]",
        "dns, shop.internal",
        "dns, localhost"
    })
    void addressesThatGoWithTheDiscovery_areTaken(String discovery, String addresses) {
        assertThatCode(() -> check(discovery, addresses)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "multicast, 10.1.1.1[7799], 239.255.77.83[7799]",
        "multicast, 239.255.0.1[7799];239.255.0.2[7799], 239.255.77.83[7799]",
        "dns, 10.1.1.1[7800], shop.internal",
        "dns, shop.internal:7800, shop.internal",
        "dns, one.internal;two.internal, shop.internal"
    })
    void addressesThatDoNot_areRefusedWithWhatIsRight(String discovery, String addresses, String right) {
        assertThatThrownBy(() -> check(discovery, addresses))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-143 muster.rooms.addresses is '" + addresses + "'")
                .hasMessageContaining("muster.rooms.discovery=" + discovery)
                .hasMessageContaining(right);
    }

    @Test
    void multicast_hasAGroupOfItsOwn() {
        assertThatCode(() -> Discovery.check(Settings.ofMap(Map.of("muster.rooms.discovery", "multicast"))))
                .doesNotThrowAnyException();
    }

    private static void check(String discovery, String addresses) {
        Discovery.check(
                Settings.ofMap(Map.of("muster.rooms.discovery", discovery, "muster.rooms.addresses", addresses)));
    }
}
