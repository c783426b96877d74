package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceXmlTest {

    private static final String ECLIPSELINK = "<property name=\"eclipselink.cache.coordination.protocol\""
            + " value=\"dev.muster.jpa.eclipselink.MusterTransport\"/>";
    private static final String OPENJPA = "<property name=\"openjpa.RemoteCommitProvider\" value=\"muster\"/>";

    @Test
    void unitWithProperties_getsALineMore() {
        var xml = "<persistence>\n\t<persistence-unit name='a'>\n\t\t<properties>\n"
                + "\t\t</properties>\n\t</persistence-unit>\n</persistence>";

        assertThat(edited(xml))
                .isEqualTo(xml.replace("\t\t</properties>", "\t\t\t" + ECLIPSELINK + "\n\t\t</properties>"));
    }

    @Test
    void unitWithoutProperties_getsThem() {
        var xml = "<persistence>\r\n  <persistence-unit name='a'>\r\n    <class>A</class>\r\n  </persistence-unit>\r\n"
                + "</persistence>";

        assertThat(edited(xml))
                .isEqualTo(xml.replace(
                        "  </persistence-unit>",
                        "    <properties>" + ECLIPSELINK + "</properties>\r\n  </persistence-unit>"));
    }

    @Test
    void emptyElements_areUnfolded() {
        assertThat(edited("<persistence><persistence-unit name=\"a\"><properties/></persistence-unit></persistence>"))
                .isEqualTo("<persistence><persistence-unit name=\"a\"><properties>" + ECLIPSELINK
                        + "</properties></persistence-unit></persistence>");
        assertThat(edited("<persistence><persistence-unit name=\"a/b>\"/></persistence>"))
                .isEqualTo("<persistence><persistence-unit name=\"a/b>\"><properties>" + ECLIPSELINK
                        + "</properties></persistence-unit></persistence>");
    }

    @Test
    void prefixedElements_keepTheirPrefix() {
        var xml = "<p:persistence xmlns:p='urn:p'><p:persistence-unit name='a'/></p:persistence>";

        assertThat(edited(xml))
                .contains("<p:properties><p:property name=")
                .contains("</p:properties></p:persistence-unit>");
    }

    @Test
    void lookAlikesInCommentsAndText_areNotTouched() {
        var xml = "<?xml version=\"1.0\"?><!DOCTYPE persistence [<!ENTITY a '<properties/>'>]><persistence>"
                + "<!-- <persistence-unit name='x'><properties/> --><persistence-unit name='a'>"
                + "<description><![CDATA[<properties/>]]></description>";
        var end = "</persistence-unit></persistence>";

        assertThat(edited(xml + end)).isEqualTo(xml + "<properties>" + ECLIPSELINK + "</properties>" + end);
    }

    @Test
    void eachUnit_isTreatedByItsProvider() {
        var xml = "<persistence><persistence-unit name='e'><provider>"
                + "org.eclipse.persistence.jpa.PersistenceProvider</provider></persistence-unit>"
                + "<persistence-unit name='o'><provider> org.apache.openjpa.persistence.PersistenceProviderImpl </provider>"
                + "</persistence-unit><persistence-unit name='h'><provider>"
                + "org.hibernate.jpa.HibernatePersistenceProvider</provider></persistence-unit></persistence>";

        var read = read(xml);

        assertThat(read.units())
                .extracting(PersistenceUnit::provider)
                .containsExactly("EclipseLink", "OpenJPA", "org.hibernate.jpa.HibernatePersistenceProvider");
        assertThat(edited(xml)).containsSubsequence("'e'", ECLIPSELINK, "'o'", OPENJPA, "'h'");
        assertThat(edited(xml))
                .hasSize(xml.length() + (ECLIPSELINK + OPENJPA).length() + 2 * "<properties></properties>".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<shared-cache-mode>NONE</shared-cache-mode>",
                "<properties><property name='eclipselink.cache.shared.default' value='false'/></properties>",
                "<properties><property name='jakarta.persistence.sharedCache.mode' value='NONE'/></properties>",
                "<properties><property name='eclipselink.cache.coordination.protocol' value='jms'/></properties>",
                "<provider>org.apache.openjpa.persistence.PersistenceProviderImpl</provider><properties>"
                        + "<property name='openjpa.RemoteCommitProvider' value='sjvm'/></properties>",
            })
    void unitThatNeedsNothing_isLeftAloneWithAReason(String content) {
        var read = read("<persistence><persistence-unit name='a'>" + content + "</persistence-unit></persistence>");

        assertThat(read.edited()).isEmpty();
        assertThat(read.units()).allSatisfy(unit -> assertThat(unit.reason()).isNotEmpty());
    }

    @Test
    void bytesOfAnyAsciiEncoding_stayAsTheyAre() {
        var xml =
                "<?xml version='1.0' encoding='ISO-8859-1'?><persistence><persistence-unit name='\u00e4'/></persistence>"
                        .getBytes(StandardCharsets.ISO_8859_1);

        var edited = PersistenceXml.read("x", xml).edited().orElseThrow();

        assertThat(edited).containsSequence('n', 'a', 'm', 'e', '=', '\'', 0xe4, '\'');
    }

    @Test
    void wideEncodings_areRefused() {
        var xml = "<persistence><persistence-unit name='a'/></persistence>".getBytes(StandardCharsets.UTF_16);

        assertThatThrownBy(() -> PersistenceXml.read("x", xml))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-095");
    }

    @Test
    void externalEntities_areNotRead() {
        var xml = "<!DOCTYPE p SYSTEM 'file:///nowhere.dtd'><persistence><persistence-unit name='a'/></persistence>";

        assertThat(read(xml).units()).extracting(PersistenceUnit::name).isEqualTo(List.of("a"));
    }

    private static PersistenceXml read(String xml) {
        return PersistenceXml.read("persistence.xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String edited(String xml) {
        return new String(read(xml).edited().orElseThrow(), StandardCharsets.UTF_8);
    }
}
