package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropInTest {

    private static final String PERSISTENCE_XML = """
            <persistence version="3.0">
              <persistence-unit name="shop">
                <properties>
                  <property name="a" value="b"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;
    private static final String PROPERTY = "<property name=\"eclipselink.cache.coordination.protocol\""
            + " value=\"dev.muster.jpa.eclipselink.MusterTransport\"/>";
    private static final List<Library> LIBRARIES = List.of(
            new Library("rooms", "cache-2.0.jar", new byte[2000]),
            new Library("base", "muster-api-1.jar", new byte[100]));

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void copy_differsOnlyByAddedFilesAndThePrintedLine() throws Exception {
        var war = new WarBuilder()
                .text("index.html", "hello")
                .text("WEB-INF/web.xml", "<web-app/>")
                .file("WEB-INF/classes/com/shop/Cart.class", new byte[] {1, 2, 3})
                .text("WEB-INF/classes/META-INF/persistence.xml", PERSISTENCE_XML)
                .stored(
                        "WEB-INF/lib/driver-1.jar",
                        new WarBuilder().text("x", "y").bytes())
                .writeTo(directory.resolve("shop.war"));

        var copy = dropIn(war);

        var before = entries(war);
        var after = entries(copy);
        assertThat(List.copyOf(after.keySet()).subList(0, before.size())).isEqualTo(List.copyOf(before.keySet()));
        assertThat(List.copyOf(after.keySet()).subList(before.size(), after.size()))
                .containsExactly(
                        "WEB-INF/lib/cache-2.0.jar",
                        "WEB-INF/lib/muster-api-1.jar",
                        "WEB-INF/classes/META-INF/muster.properties");
        assertThat(before.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                        .map(Map.Entry::getKey))
                .containsExactly("WEB-INF/classes/META-INF/persistence.xml");
        assertThat(lines(copy, "WEB-INF/classes/META-INF/persistence.xml"))
                .containsExactlyElementsOf(withLine(PERSISTENCE_XML.lines().toList(), 4, "      " + PROPERTY));
        assertThat(told)
                .containsExactly(
                        "  added   WEB-INF/lib/muster-*.jar (1 files, 1 KiB)",
                        "  added   WEB-INF/lib/ what they need: Infinispan and others (1 files, 2 KiB)",
                        "  added   WEB-INF/classes/META-INF/muster.properties",
                        "          muster.mode=cluster",
                        "          muster.datasource=java:app/jdbc/Shop",
                        "  found   persistence unit 'shop' (EclipseLink): remote commits switched on",
                        "          " + PROPERTY,
                        "          in WEB-INF/classes/META-INF/persistence.xml");
    }

    @Test
    void equalInputs_giveEqualCopies() throws Exception {
        var war = shop().writeTo(directory.resolve("shop.war"));

        var first = Files.readAllBytes(dropIn(war));
        var second = Files.readAllBytes(dropIn(war));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void persistenceXmlInsideAJar_isEditedThere() throws Exception {
        var jar = new WarBuilder()
                .text("com/shop/Order.class", "x")
                .stored("META-INF/persistence.xml", PERSISTENCE_XML.getBytes(StandardCharsets.UTF_8))
                .text("z", "last");
        var before = jar.bytes();
        var war = shop().stored("WEB-INF/lib/model.jar", before).writeTo(directory.resolve("shop.war"));

        var copy = dropIn(war);

        var was = entries(Files.write(directory.resolve("before.jar"), before));
        var file = Files.write(directory.resolve("after.jar"), content(copy, "WEB-INF/lib/model.jar"));
        var is = entries(file);
        assertThat(List.copyOf(is.keySet())).isEqualTo(List.copyOf(was.keySet()));
        assertThat(lines(file, "META-INF/persistence.xml")).contains("      " + PROPERTY);
        assertThat(told).contains("          in WEB-INF/lib/model.jar!/META-INF/persistence.xml");
    }

    @Test
    void sessionsOnly_addsTheStoreAndNothingElse() throws Exception {
        var war = shop().text("WEB-INF/classes/META-INF/persistence.xml", PERSISTENCE_XML)
                .writeTo(directory.resolve("shop.war"));

        var copy = dropIn(war, Set.of(Part.SESSIONS));

        assertThat(entries(copy).get("WEB-INF/classes/META-INF/persistence.xml"))
                .isEqualTo(entries(war).get("WEB-INF/classes/META-INF/persistence.xml"));
        assertThat(lines(copy, "WEB-INF/classes/META-INF/muster.properties").stream()
                        .skip(1))
                .containsExactly("muster.session.store=database", "muster.datasource=java:app/jdbc/Shop");
        assertThat(entries(copy).keySet())
                .contains("WEB-INF/lib/muster-api-1.jar")
                .doesNotContain("WEB-INF/lib/cache-2.0.jar");
    }

    @Test
    void jpaOnly_leavesInfinispanOutAndSwitchesTheRestOff() throws Exception {
        var copy = dropIn(shop().writeTo(directory.resolve("shop.war")), Set.of(Part.JPA));

        assertThat(lines(copy, "WEB-INF/classes/META-INF/muster.properties").stream()
                        .skip(1))
                .containsExactly(
                        "muster.mode=cluster",
                        "muster.datasource=java:app/jdbc/Shop",
                        "muster.session.store=container",
                        "muster.rooms=local");
        assertThat(entries(copy).keySet())
                .contains("WEB-INF/lib/muster-api-1.jar")
                .doesNotContain("WEB-INF/lib/cache-2.0.jar");
    }

    @Test
    void otherVersionOfALibrary_isKeptAndTold() throws Exception {
        var war = shop().file(
                        "WEB-INF/lib/cache-1.9.3.jar",
                        new WarBuilder().text("x", "y").bytes())
                .writeTo(directory.resolve("shop.war"));

        var copy = dropIn(war);

        assertThat(entries(copy))
                .containsKey("WEB-INF/lib/cache-1.9.3.jar")
                .doesNotContainKey("WEB-INF/lib/cache-2.0.jar");
        assertThat(told)
                .anySatisfy(line -> assertThat(line).contains("MUSTER-098", "cache-1.9.3.jar", "cache-2.0.jar"));
    }

    @Test
    void existingOutput_isReplacedOnlyByForce() throws Exception {
        var war = shop().writeTo(directory.resolve("shop.war"));
        var output = Files.writeString(directory.resolve("there.war"), "mine");

        refused(war, output, false, "MUSTER-094");
        assertThat(output).hasContent("mine");

        new DropIn(LIBRARIES, told::add).run(new DropInRequest(war, output, "java:x", Set.of(Part.JPA), true));
        assertThat(entries(output)).containsKey("WEB-INF/lib/muster-api-1.jar");
    }

    @Test
    void copyThatCannotBeWritten_isRefusedWithoutALeftover() throws Exception {
        var war = shop().writeTo(directory.resolve("shop.war"));

        refused(war, directory.resolve("nowhere").resolve("copy.war"), false, "MUSTER-099");
    }

    @Test
    void noArchive_isRefused() throws Exception {
        refused(directory.resolve("absent.war"), "MUSTER-091");
        refused(Files.writeString(directory.resolve("text.war"), "not a zip"), "MUSTER-091");
    }

    @Test
    void noWar_isRefused() throws Exception {
        refused(new WarBuilder().text("a", "b").writeTo(directory.resolve("plain.war")), "MUSTER-092");
        refused(
                new WarBuilder().text("META-INF/application.xml", "b").writeTo(directory.resolve("x.ear")),
                "MUSTER-092");
    }

    @Test
    void clusteredCopy_isNotClusteredAgain() throws Exception {
        var copy = dropIn(shop().writeTo(directory.resolve("shop.war")));

        told.clear();
        refused(copy, "MUSTER-093");
        refused(shop().text("WEB-INF/lib/muster-jpa-0.1.jar", "").writeTo(directory.resolve("hand.war")), "MUSTER-093");
    }

    @Test
    void classesOfJavaEe_areRefused() throws Exception {
        var war = shop().text("WEB-INF/classes/Old.class", "..javax/servlet/http/HttpServlet..")
                .writeTo(directory.resolve("old.war"));

        refused(war, "MUSTER-096");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<web-app><absolute-ordering><name>a</name></absolute-ordering></web-app>",
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'><absolute-ordering/></web-app>"
            })
    void orderingThatLeavesUsOut_isRefused(String webXml) throws Exception {
        refused(war(webXml), "MUSTER-097");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<web-app><absolute-ordering><name>a</name><others/></absolute-ordering></web-app>",
                "<web-app><absolute-ordering><name> muster </name></absolute-ordering></web-app>",
                "<!DOCTYPE web-app PUBLIC '-//Sun//DTD 2.3//EN' 'http://java.sun.com/dtd/web-app_2_3.dtd'><web-app/>"
            })
    void otherDescriptors_areFine(String webXml) throws Exception {
        assertThat(dropIn(war(webXml))).exists();
    }

    @Test
    void metadataComplete_isNoted() throws Exception {
        dropIn(war("<web-app metadata-complete='true'/>"));

        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("  note").contains("metadata-complete"));
    }

    @Test
    void brokenPersistenceXml_isRefused() throws Exception {
        var war = shop().text("WEB-INF/classes/META-INF/persistence.xml", "<persistence>")
                .writeTo(directory.resolve("shop.war"));

        refused(war, "MUSTER-095");
    }

    private static WarBuilder shop() throws IOException {
        return new WarBuilder().text("WEB-INF/web.xml", "<web-app/>").text("index.html", "hello");
    }

    private Path war(String webXml) throws IOException {
        return new WarBuilder().text("WEB-INF/web.xml", webXml).writeTo(directory.resolve("shop.war"));
    }

    private Path dropIn(Path war) {
        return dropIn(war, Set.of(Part.values()));
    }

    private Path dropIn(Path war, Set<Part> parts) {
        var output = directory.resolve("copy.war");
        new DropIn(LIBRARIES, told::add).run(new DropInRequest(war, output, "java:app/jdbc/Shop", parts, true));
        return output;
    }

    private void refused(Path war, String code) throws IOException {
        refused(war, directory.resolve("refused.war"), true, code);
        assertThat(directory.resolve("refused.war")).doesNotExist();
    }

    private void refused(Path war, Path output, boolean force, String code) throws IOException {
        var request = new DropInRequest(war, output, "java:app/jdbc/Shop", Set.of(Part.values()), force);
        assertThatThrownBy(() -> new DropIn(LIBRARIES, told::add).run(request))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(told).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
        told.clear();
    }

    /** What is known of each entry, in order. */
    private static Map<String, List<Object>> entries(Path file) {
        try (var archive = Archive.open(file)) {
            var entries = new LinkedHashMap<String, List<Object>>();
            archive.entries()
                    .forEach(entry -> entries.put(
                            entry.getName(),
                            Arrays.asList(
                                    entry.getTimeLocal(),
                                    entry.getMethod(),
                                    entry.getComment(),
                                    new String(archive.read(entry), StandardCharsets.ISO_8859_1))));
            return entries;
        }
    }

    private static byte[] content(Path file, String entry) {
        try (var archive = Archive.open(file)) {
            return archive.read(entry).orElseThrow();
        }
    }

    private static List<String> lines(Path file, String entry) {
        return new String(content(file, entry), StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> withLine(List<String> lines, int at, String line) {
        var more = new ArrayList<>(lines);
        more.add(at, line);
        return more;
    }
}
