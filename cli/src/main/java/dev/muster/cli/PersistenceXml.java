package dev.muster.cli;

import dev.muster.MusterException;
import dev.muster.cli.XmlTag.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xml.sax.SAXException;

/**
 * One {@code persistence.xml} and the copy of it with remote commits switched on. Every byte that was there stays as it
 * was: properties are inserted into the text, it is not written anew. Immutable.
 */
final class PersistenceXml {

    private final List<PersistenceUnit> units;
    private final String text;
    private final List<XmlTag> tags;

    private PersistenceXml(List<PersistenceUnit> units, String text) {
        this.units = units;
        this.text = text;
        this.tags = XmlTag.all(text);
    }

    /**
     * Reads a file.
     *
     * @param place what messages call it
     */
    static PersistenceXml read(String place, byte[] bytes) {
        try {
            var root = Xml.parse(bytes).getDocumentElement();
            var units = Xml.elements(root, "persistence-unit").stream()
                    .map(PersistenceUnit::of)
                    .toList();
            // Bytes to chars one to one: right for every encoding in which the tags are ASCII
            var xml = new PersistenceXml(units, new String(bytes, StandardCharsets.ISO_8859_1));
            if (xml.unitTags().size() != units.size()) {
                throw new MusterException(
                        CliMessage.BAD_PERSISTENCE_XML, place, "only encodings like UTF-8 can be edited");
            }
            return xml;
        } catch (SAXException | IOException e) {
            throw new MusterException(e, CliMessage.BAD_PERSISTENCE_XML, place, e.getMessage());
        }
    }

    /** The units in the order of the file. */
    List<PersistenceUnit> units() {
        return units;
    }

    /** The file with a property for each unit that is switched on, or nothing if there is none. */
    Optional<byte[]> edited() {
        var places = unitTags();
        var edited = new StringBuilder(text);
        // From the end, so that places before an insertion stay right
        for (var i = units.size() - 1; i >= 0; i--) {
            var place = places.get(i);
            units.get(i).switchedOn().ifPresent(provider -> insert(edited, place, provider));
        }
        var bytes = edited.toString().getBytes(StandardCharsets.ISO_8859_1);
        return edited.length() == text.length() ? Optional.empty() : Optional.of(bytes);
    }

    private void insert(StringBuilder edited, XmlTag unit, JpaProvider provider) {
        var property = provider.element(unit.sibling("property"));
        var inside = inside(unit);
        var properties = inside.stream()
                .filter(tag -> tag.localName().equals("properties"))
                .toList();
        if (!properties.isEmpty()) {
            intoProperties(edited, properties.get(0), properties.get(properties.size() - 1), property);
        } else if (unit.kind() == Kind.EMPTY) {
            unfold(edited, unit, wrapped(unit, property));
        } else {
            beforeClosing(edited, tags.get(tags.indexOf(unit) + inside.size() + 1), wrapped(unit, property));
        }
    }

    private void intoProperties(StringBuilder edited, XmlTag first, XmlTag last, String property) {
        if (first.kind() == Kind.EMPTY) {
            unfold(edited, first, property);
        } else {
            beforeClosing(edited, last, property);
        }
    }

    private static String wrapped(XmlTag unit, String property) {
        var name = unit.sibling("properties");
        return "<" + name + ">" + property + "</" + name + ">";
    }

    /** Makes {@code <x a="b"/>} to {@code <x a="b">…</x>}. */
    private static void unfold(StringBuilder edited, XmlTag empty, String content) {
        edited.replace(empty.end() - 2, empty.end(), ">" + content + "</" + empty.name() + ">");
    }

    /** Inserts a line of its own before a closing tag that stands on one, else right before the tag. */
    private void beforeClosing(StringBuilder edited, XmlTag closing, String content) {
        var lineStart = text.lastIndexOf('\n', closing.start()) + 1;
        var indent = text.substring(lineStart, closing.start());
        if (indent.isBlank() && lineStart > 0) {
            var lineEnd = text.startsWith("\r\n", lineStart - 2) ? "\r\n" : "\n";
            var step = indent.contains("\t") ? "\t" : "  ";
            edited.insert(lineStart, indent + step + content + lineEnd);
        } else {
            edited.insert(closing.start(), content);
        }
    }

    private List<XmlTag> unitTags() {
        return tags.stream()
                .filter(tag -> tag.localName().equals("persistence-unit") && tag.kind() != Kind.CLOSE)
                .toList();
    }

    /** The tags between a unit's opening and closing one. */
    private List<XmlTag> inside(XmlTag unit) {
        var inside = new ArrayList<XmlTag>();
        if (unit.kind() == Kind.OPEN) {
            for (var tag : tags.subList(tags.indexOf(unit) + 1, tags.size())) {
                if (tag.localName().equals("persistence-unit")) {
                    break;
                }
                inside.add(tag);
            }
        }
        return inside;
    }
}
