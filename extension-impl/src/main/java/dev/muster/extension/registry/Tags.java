package dev.muster.extension.registry;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A server's tags as one text: words separated by commas. */
public final class Tags {

    private Tags() {}

    /** The tags in a text; blanks around them do not count. */
    public static Set<String> parse(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The text that {@link #parse} reads. */
    public static String join(Set<String> tags) {
        return String.join(",", new TreeSet<>(tags));
    }
}
