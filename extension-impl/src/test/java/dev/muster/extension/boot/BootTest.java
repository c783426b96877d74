package dev.muster.extension.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.Settings;
import dev.muster.extension.node.NodeListener;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootTest {

    @Test
    void off_worksEvenBeforeTheContextPathIsKnown() {
        Boot boot = boot(Map.of());

        assertThat(boot.node().identity().serverId()).isEqualTo(1);
        assertThat(boot.node()).isSameAs(boot.node());
    }

    @Test
    void clusterUsedBeforeTheContextPathIsKnown_isRefused() {
        Boot boot = boot(Map.of("muster.mode", "cluster", "muster.datasource", "java:app/jdbc/Shop"));

        assertThatThrownBy(boot::node).hasMessageStartingWith("MUSTER-005");
    }

    @Test
    void clusterWithoutADataSource_isRefused() {
        Boot boot = boot(Map.of("muster.mode", "cluster"));
        boot.contextPath("/shop");

        assertThatThrownBy(boot::node).hasMessageStartingWith("MUSTER-020");
    }

    @Test
    void spreadRoomsWithoutClusterMode_needTheOtherServersToo() {
        Boot boot = boot(Map.of("muster.rooms", "database"));
        boot.contextPath("/shop");

        assertThat(boot.isMember()).isTrue();
        assertThatThrownBy(boot::node)
                .hasMessageStartingWith("MUSTER-020")
                .hasMessageContaining("muster.rooms=database");
    }

    @Test
    void usedAfterTheStop_isRefused() {
        Boot boot = boot(Map.of());
        boot.stop();

        assertThatThrownBy(boot::node).hasMessageStartingWith("MUSTER-006");
    }

    private static Boot boot(Map<String, String> settings) {
        return new Boot(Settings.ofMap(settings), BootTest.class.getClassLoader(), NodeListener.NONE, Optional::empty);
    }
}
