package dev.muster.config;

import dev.muster.MusterException;
import dev.muster.config.Settings.Configured;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the application's own {@code beans.xml} selects of ours by {@code <alternatives>}: the one place where that is
 * resolved. By the rules of CDI the selection counts for the application's injection points only, so our own code could
 * not see it; it is read as a setting instead.
 */
final class HostAlternatives {

    private static final Map<String, Map.Entry<Setting, String>> MEANING = new TreeMap<>(Map.of(
            "dev.muster.session.jdbc.JdbcSessionStore", Map.entry(Setting.SESSION_STORE, "database"),
            "dev.muster.extension.room.DatabaseRoomAllocator", Map.entry(Setting.ROOMS, "database"),
            "dev.muster.extension.room.InfinispanRoomAllocator", Map.entry(Setting.ROOMS, "infinispan")));

    private final List<String> classes;

    private HostAlternatives(List<String> classes) {
        this.classes = classes;
    }

    static HostAlternatives of(ClassLoader application) {
        List<String> classes = new ArrayList<>();
        WarFile war = WarFile.around(HostAlternatives.class);
        war.open("WEB-INF/beans.xml").ifPresent(stream -> classes.addAll(parse(stream, "WEB-INF/beans.xml")));
        war.open("WEB-INF/classes/META-INF/beans.xml")
                .ifPresent(stream -> classes.addAll(parse(stream, "WEB-INF/classes/META-INF/beans.xml")));
        return new HostAlternatives(classes);
    }

    static HostAlternatives ofClasses(List<String> classes) {
        return new HostAlternatives(classes);
    }

    Map<String, Configured> settings() {
        Map<String, Configured> settings = new TreeMap<>();
        for (String name : classes) {
            if (name.startsWith("dev.muster.")) {
                Map.Entry<Setting, String> meaning = MEANING.get(name);
                if (meaning == null) {
                    throw new MusterException(
                            ConfigMessage.UNKNOWN_ALTERNATIVE, name, String.join(", ", MEANING.keySet()));
                }
                settings.put(meaning.getKey().key(), new Configured(meaning.getValue(), "beans.xml"));
            }
        }
        return settings;
    }

    static List<String> parse(InputStream stream, String name) {
        try (stream) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setNamespaceAware(true);
            byte[] bytes = stream.readAllBytes();
            if (bytes.length == 0) {
                return List.of();
            }
            return classes(factory.newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(bytes))
                    .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, name, e.getMessage());
        }
    }

    private static List<String> classes(Element beans) {
        List<String> found = new ArrayList<>();
        NodeList selections = beans.getElementsByTagNameNS("*", "alternatives");
        for (int i = 0; i < selections.getLength(); i++) {
            NodeList names = ((Element) selections.item(i)).getElementsByTagNameNS("*", "class");
            for (int j = 0; j < names.getLength(); j++) {
                found.add(names.item(j).getTextContent().strip());
            }
        }
        return found;
    }
}
