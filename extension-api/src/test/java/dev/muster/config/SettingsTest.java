package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.config.Settings.Configured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void nothingConfigured_everythingIsOff() {
        Settings settings = Settings.ofMap(Map.of());

        assertThat(settings.isCluster()).isFalse();
        assertThat(settings.required(Setting.SESSION_STORE)).isEqualTo("container");
        assertThat(settings.required(Setting.ROOMS)).isEqualTo("local");
    }

    @Test
    void clusterMode_switchesEverythingOn() {
        Settings settings = Settings.ofMap(Map.of("muster.mode", "cluster"));

        assertThat(settings.isCluster()).isTrue();
        assertThat(settings.required(Setting.SESSION_STORE)).isEqualTo("database");
        assertThat(settings.required(Setting.ROOMS)).isEqualTo("infinispan");
    }

    @Test
    void clusterModeWithOneConfiguredPart_keepsWhatWasConfigured() {
        Settings settings = Settings.ofMap(Map.of("muster.mode", "cluster", "muster.rooms", "local"));

        assertThat(settings.required(Setting.ROOMS)).isEqualTo("local");
    }

    @Test
    void unknownKey_isRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.datasorce", "jdbc/x")))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-010")
                .hasMessageContaining("muster.datasorce")
                .hasMessageContaining("jdbc/x")
                .hasMessageContaining("Did you mean muster.datasource?");
    }

    @Test
    void badDuration_isRefusedWithKeyValueAndWhatWouldBeRight() {
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.lease.duration", "6 sec")))
                .hasMessageStartingWith("MUSTER-011")
                .hasMessageContaining("muster.lease.duration")
                .hasMessageContaining("6 sec")
                .hasMessageContaining("6s");
    }

    @Test
    void durations_areReadInBothForms() {
        assertThat(lease("PT9S")).isEqualTo(Duration.ofSeconds(9));
        assertThat(lease("9s")).isEqualTo(Duration.ofSeconds(9));
        assertThat(lease("9000ms")).isEqualTo(Duration.ofSeconds(9));
        assertThat(lease("2m")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void leaseShorterThanThreeRenewals_isRefusedWithBothValues() {
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.lease.duration", "2s", "muster.lease.renewal", "3s")))
                .hasMessageStartingWith("MUSTER-014")
                .hasMessageContaining("muster.lease.duration is '2s'")
                .hasMessageContaining("muster.lease.renewal is '3s'")
                .hasMessageContaining("9000ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "dns"})
    void discoveryWithoutAddresses_isRefused(String discovery) {
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.rooms.discovery", discovery)))
                .hasMessageStartingWith("MUSTER-014")
                .hasMessageContaining("muster.rooms.addresses");
    }

    @Test
    void remoteInfinispan_needsServersAndAPasswordForItsUser() {
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.rooms.cache", "hotrod")))
                .hasMessageStartingWith("MUSTER-014")
                .hasMessageContaining("muster.rooms.hotrod.servers");
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.rooms.hotrod.password", "horse")))
                .hasMessageStartingWith("MUSTER-014")
                .hasMessageContaining("muster.rooms.hotrod.user")
                .hasMessageNotContaining("horse");
    }

    @Test
    void secrets_areNeverShown() {
        Settings settings = Settings.ofMap(Map.of("muster.secret", "correct horse battery"));

        assertThat(settings.toString()).contains("muster.secret=***").doesNotContain("horse");
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.secret", "horse")))
                .hasMessageContaining("***")
                .hasMessageNotContaining("horse");
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.secrets", "horse")))
                .hasMessageNotContaining("horse");
    }

    @Test
    void customSessionStore_isAClassName() {
        assertThat(Settings.ofMap(Map.of("muster.session.store", "com.shop.MyStore"))
                        .required(Setting.SESSION_STORE))
                .isEqualTo("com.shop.MyStore");
        assertThatThrownBy(() -> Settings.ofMap(Map.of("muster.session.store", "databse")))
                .hasMessageStartingWith("MUSTER-011");
    }

    @Test
    void environmentVariables_areMappedAndForeignOnesIgnored() {
        Map<String, Configured> found = new TreeMap<>();

        SettingSources.addEnvironment(
                found, Map.of("MUSTER_SESSION_EXPIRY_INTERVAL", "5s", "MUSTER_PORT", "tcp://1.2.3.4:5", "PATH", "/"));

        assertThat(found.keySet()).containsExactly("muster.session.expiry-interval");
        assertThat(found.values()).extracting(Configured::value).containsExactly("5s");
    }

    @Test
    void alternativesInBeansXml_areSettings() {
        var settings = HostAlternatives.ofClasses(List.of(
                        "com.shop.Other",
                        "dev.muster.session.jdbc.JdbcSessionStore",
                        "dev.muster.extension.room.InfinispanRoomAllocator"))
                .settings();

        assertThat(settings.get("muster.session.store").value()).isEqualTo("database");
        assertThat(settings.get("muster.rooms").value()).isEqualTo("infinispan");
    }

    @Test
    void alternativeOfOursThatDoesNotExist_isRefusedWithTheOnesThatDo() {
        assertThatThrownBy(() -> HostAlternatives.ofClasses(List.of("dev.muster.session.JdbcStore"))
                        .settings())
                .hasMessageStartingWith("MUSTER-013")
                .hasMessageContaining("dev.muster.session.JdbcStore")
                .hasMessageContaining("dev.muster.session.jdbc.JdbcSessionStore");
    }

    private static Duration lease(String value) {
        return Settings.ofMap(Map.of("muster.lease.duration", value)).duration(Setting.LEASE_DURATION);
    }
}
