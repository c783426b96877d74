package dev.muster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedDataSourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:h2:/opt/x", "jdbc:derby:x;create=true", "jdbc:sqlite:x.db"})
    void embeddedDatabases_areRecognised(String url) {
        assertThat(SharedDataSource.isEmbedded(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/x",
                "jdbc:h2:tcp://db/x",
                "jdbc:h2:ssl://db/x",
                "jdbc:derby://db/x",
                "jdbc:mariadb://db/x"
            })
    void databaseServers_areNotEmbedded(String url) {
        assertThat(SharedDataSource.isEmbedded(url)).isFalse();
    }

    @Test
    void noDataSource_saysWhoNeedsIt() {
        assertThatThrownBy(() -> SharedDataSource.lookup(Settings.ofMap(Map.of()), "muster.session.store=database"))
                .hasMessageStartingWith("MUSTER-020")
                .hasMessageContaining("muster.datasource")
                .hasMessageContaining("muster.session.store=database");
    }

    @Test
    void unknownDataSource_isNamed() {
        Settings settings = Settings.ofMap(Map.of("muster.datasource", "java:app/jdbc/Nowhere"));

        assertThatThrownBy(() -> SharedDataSource.lookup(settings, "cluster mode"))
                .hasMessageStartingWith("MUSTER-021")
                .hasMessageContaining("java:app/jdbc/Nowhere");
    }
}
