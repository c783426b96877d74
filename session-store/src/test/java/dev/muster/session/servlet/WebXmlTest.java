package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebXmlTest {

    @Test
    void withoutAbsoluteOrdering_nobodyIsLeftOut() {
        assertThat(webXml("").leavesOut("muster_session")).isFalse();
    }

    @Test
    void absoluteOrderingOfOthers_leavesUsOut() {
        assertThat(webXml("<absolute-ordering><name>a</name></absolute-ordering>")
                        .leavesOut("muster_session"))
                .isTrue();
        assertThat(webXml("<absolute-ordering/>").leavesOut("muster_session")).isTrue();
    }

    @Test
    void absoluteOrderingWithUsOrTheOthers_doesNot() {
        assertThat(webXml("<absolute-ordering><name> muster_session </name></absolute-ordering>")
                        .leavesOut("muster_session"))
                .isFalse();
        assertThat(webXml("<absolute-ordering><others/></absolute-ordering>").leavesOut("muster_session"))
                .isFalse();
    }

    @Test
    void listenerClasses_areFound() {
        assertThat(webXml("<listener><listener-class> a.B </listener-class></listener>")
                        .texts("listener-class"))
                .containsExactly("a.B");
    }

    private static WebXml webXml(String body) {
        String xml = "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'>" + body + "</web-app>";
        return WebXml.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "web.xml");
    }
}
