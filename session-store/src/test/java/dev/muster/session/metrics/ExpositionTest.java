package dev.muster.session.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final SessionMetrics metrics = new SessionMetrics();

    @Test
    void figures_areSeenInJmxWhileTheApplicationRuns() throws Exception {
        ObjectName name = new ObjectName("dev.muster:type=Sessions,cluster=shop,context=/shop");
        try (Exposition shown = Exposition.start(metrics, () -> 7, "shop", "/shop", null)) {
            metrics.add(SessionCounter.BYTES_READ, 42);

            assertThat(shown).isNotNull();
            assertThat(jmx.getAttribute(name, "BytesRead")).isEqualTo(42L);
            assertThat(jmx.getAttribute(name, "Cached")).isEqualTo(7L);
            assertThat(jmx.getAttributes(name, new String[] {"Loads", "Nonsense", "Hits"}))
                    .containsExactlyInAnyOrder(new Attribute("Loads", 0L), new Attribute("Hits", 0L));
        }
        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void eachCounter_isAnAttributeWithItsDescription() throws Exception {
        ObjectName name = new ObjectName("dev.muster:type=Sessions,cluster=shop,context=/");
        try (Exposition shown = Exposition.start(metrics, () -> 0, "shop", "", null)) {
            assertThat(shown).isNotNull();
            assertThat(Arrays.stream(jmx.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getDescription))
                    .containsAll(Arrays.stream(SessionCounter.values())
                            .map(SessionCounter::description)
                            .toList());
        }
    }

    @Test
    void figures_cannotBeSet() throws Exception {
        ObjectName name = new ObjectName("dev.muster:type=Sessions,cluster=shop,context=/");
        try (Exposition shown = Exposition.start(metrics, () -> 0, "shop", "", null)) {
            assertThat(shown).isNotNull();
            assertThatThrownBy(() -> jmx.setAttribute(name, new Attribute("Loads", 3L)))
                    .isInstanceOf(AttributeNotFoundException.class);
        }
    }

    /** Two virtual hosts of one server may have the same application. */
    @Test
    void sameName_isReportedAndLeavesTheFirstAlone() throws Exception {
        ObjectName name = new ObjectName("dev.muster:type=Sessions,cluster=\"a,b\",context=/shop");
        try (Exposition first = Exposition.start(metrics, () -> 1, "a,b", "/shop", null)) {
            Exposition.start(metrics, () -> 2, "a,b", "/shop", null).close();

            assertThat(first).isNotNull();
            assertThat(jmx.getAttribute(name, "Cached")).isEqualTo(1L);
        }
    }
}
