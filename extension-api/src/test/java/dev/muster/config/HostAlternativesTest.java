package dev.muster.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostAlternativesTest {

    @Test
    void alternatives_areFoundInAnyNamespace() {
        assertThat(parse("""
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
                    <alternatives><class>a.B</class>
                        <class> c.D </class></alternatives>
                </beans>""")).containsExactly("a.B", "c.D");
        assertThat(parse("<beans><alternatives><class>a.B</class></alternatives></beans>"))
                .containsExactly("a.B");
    }

    @Test
    void emptyBeansXml_selectsNothing() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("<beans/>")).isEmpty();
    }

    @Test
    void brokenBeansXml_isNamed() {
        assertThatThrownBy(() -> parse("<beans>"))
                .hasMessageStartingWith("MUSTER-017")
                .hasMessageContaining("WEB-INF/beans.xml");
    }

    private static List<String> parse(String xml) {
        return HostAlternatives.parse(new ByteArrayInputStream(xml.getBytes(UTF_8)), "WEB-INF/beans.xml");
    }
}
