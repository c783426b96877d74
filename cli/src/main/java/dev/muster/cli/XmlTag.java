package dev.muster.cli;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One tag in the text of a document, with its place: what a parser does not tell and an edit of single lines needs.
 *
 * @param name with its prefix, as written
 * @param kind opening, closing or both in one
 * @param start where {@code <} is
 * @param end one after {@code >}
 */
record XmlTag(String name, Kind kind, int start, int end) {

    enum Kind {
        OPEN,
        CLOSE,
        EMPTY
    }

    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<!DOCTYPE[^\\[>]*(?:\\[.*?]\\s*)?>"
                    + "|<(/?)([^\\s/>!?]+)(?:[^>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+(/?)>",
            Pattern.DOTALL);

    /** All tags of a well-formed document, in order; comments and other sections are passed over. */
    static List<XmlTag> all(String document) {
        return MARKUP.matcher(document)
                .results()
                .filter(found -> found.group(2) != null)
                .map(found ->
                        new XmlTag(found.group(2), kind(found.group(1), found.group(3)), found.start(), found.end()))
                .toList();
    }

    /** The name without its prefix. */
    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** A name in the same namespace as this tag's. */
    String sibling(String localName) {
        return name.substring(0, name.indexOf(':') + 1) + localName;
    }

    private static Kind kind(String close, String empty) {
        if (!close.isEmpty()) {
            return Kind.CLOSE;
        }
        return empty.isEmpty() ? Kind.OPEN : Kind.EMPTY;
    }
}
