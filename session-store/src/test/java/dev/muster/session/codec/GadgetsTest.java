package dev.muster.session.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.StoredAttribute;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known payloads are refused with the settings as they are by default. */
class GadgetsTest {

    private final SessionMetrics metrics = new SessionMetrics();
    private final AttributeCodecs codecs = new AttributeCodecs(
            List.of(GadgetsTest.class.getClassLoader()), ClassFilter.denying(metrics), "java", false, metrics);

    static Stream<String> names() {
        return Gadgets.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void gadget_isRefusedAndCounted(String name) {
        byte[] payload = Gadgets.payload(name);
        int before = Bomb.exploded();

        assertThat(codecs.decode(new StoredAttribute("cart", "java", payload))).isEmpty();

        assertThat(Bomb.exploded()).isEqualTo(before);
        assertThat(metrics.count(SessionCounter.REFUSED)).isEqualTo(1);
        assertThat(metrics.count(SessionCounter.QUARANTINED)).isEqualTo(1);
    }

    /** If these did nothing without the filter, the test above would prove nothing. */
    @Test
    void withoutTheFilter_theyExplode() throws Exception {
        for (String name : Gadgets.live()) {
            byte[] payload = Gadgets.payload(name);
            int before = Bomb.exploded();
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(payload))) {
                in.readObject();
            } catch (RuntimeException e) {
                assertThat(e).isNotNull();
            }
            assertThat(Bomb.exploded()).as(name).isGreaterThan(before);
        }
    }
}
