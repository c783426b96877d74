package dev.muster.cli;

import dev.muster.MusterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Finds out whether an archive is one that can be made a cluster of. */
final class Inspection {

    /** Packages that moved to {@code jakarta}; those that Java itself has under {@code javax} are not among them. */
    private static final List<String> MOVED = List.of(
            "javax/servlet/", "javax/persistence/", "javax/faces/", "javax/ejb/", "javax/enterprise/", "javax/ws/rs/");

    private final Archive war;

    Inspection(Archive war) {
        this.war = war;
    }

    /**
     * Looks at the whole archive.
     *
     * @return the root of its {@code web.xml}, if it has one
     * @throws MusterException if it cannot be made a cluster of
     */
    Optional<Element> requireFit() {
        requireWar();
        requireFresh();
        requireJakarta();
        var webXml = webXml();
        webXml.ifPresent(this::requirePlaceInOrder);
        return webXml;
    }

    private void requireWar() {
        if (war.has("META-INF/application.xml") || war.file().toString().endsWith(".ear")) {
            throw new MusterException(
                    CliMessage.NOT_A_WAR, war.file(), "it is an EAR. Take the WAR out of it and drop into that one.");
        }
        if (war.entries().stream().noneMatch(entry -> entry.getName().startsWith("WEB-INF/"))) {
            throw new MusterException(CliMessage.NOT_A_WAR, war.file(), "it has no folder WEB-INF.");
        }
    }

    private void requireFresh() {
        if (war.has(Archive.SETTINGS)) {
            throw new MusterException(CliMessage.ALREADY_CLUSTERED, war.file(), Archive.SETTINGS);
        }
        war.libraries().stream().filter(Library::isOurs).findFirst().ifPresent(jar -> {
            throw new MusterException(CliMessage.ALREADY_CLUSTERED, war.file(), Archive.LIB + jar);
        });
    }

    private void requireJakarta() {
        war.entries().stream()
                .filter(entry -> entry.getName().startsWith(Archive.CLASSES)
                        && entry.getName().endsWith(".class"))
                .forEach(this::requireJakarta);
    }

    private void requireJakarta(ZipEntry entry) {
        // Class names stand in the constant pool as they are
        var pool = new String(war.read(entry), StandardCharsets.ISO_8859_1);
        MOVED.stream().filter(pool::contains).findFirst().ifPresent(old -> {
            var found = old.substring(0, old.length() - 1).replace('/', '.');
            throw new MusterException(CliMessage.BEFORE_JAKARTA, war.file(), entry.getName(), found);
        });
    }

    private Optional<Element> webXml() {
        return war.read(Archive.WEB_XML).map(bytes -> {
            try {
                return Xml.parse(bytes).getDocumentElement();
            } catch (SAXException | IOException e) {
                throw new MusterException(
                        e, CliMessage.UNREADABLE, war.file(), Archive.WEB_XML + " is broken: " + e.getMessage());
            }
        });
    }

    private void requirePlaceInOrder(Element webXml) {
        Xml.elements(webXml, "absolute-ordering").stream().findFirst().ifPresent(order -> {
            var ours = Xml.elements(order, "name").stream()
                    .anyMatch(name -> name.getTextContent().strip().equals("muster"));
            if (!ours && Xml.elements(order, "others").isEmpty()) {
                throw new MusterException(CliMessage.CUT_OFF, war.file());
            }
        });
    }
}
