package dev.muster.extension.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FragmentOrderTest {

    @Test
    void noAbsoluteOrdering_isFine() {
        assertThatCode(() -> check("<display-name>shop</display-name>")).doesNotThrowAnyException();
    }

    @Test
    void namedOrAmongTheOthers_isFine() {
        assertThatCode(() -> check("<absolute-ordering><name>muster</name></absolute-ordering>"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("<absolute-ordering><name>x</name><others/></absolute-ordering>"))
                .doesNotThrowAnyException();
    }

    @Test
    void leftOut_isRefused() {
        assertThatThrownBy(() -> check("<absolute-ordering><name>muster-session</name></absolute-ordering>"))
                .hasMessageStartingWith("MUSTER-015")
                .hasMessageContaining("<name>muster</name>");
        assertThatThrownBy(() -> check("<absolute-ordering/>")).hasMessageStartingWith("MUSTER-015");
    }

    private static void check(String inside) {
        String xml = "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>" + inside + "</web-app>";
        FragmentOrder.of(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .require("muster");
    }
}
