package dev.muster.samples.rooms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people may type. */
final class Text {

    static final int LONGEST_ROOM = 60;

    private static final Pattern ROOM =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0," + (LONGEST_ROOM - 1) + "}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");

    private Text() {}

    /** The text on one line, without white space around it, cut to a length. */
    static String of(@Nullable String typed, int longest) {
        var line = UNSEEN.matcher(orEmpty(typed)).replaceAll(" ").strip();
        return line.substring(0, line.offsetByCodePoints(0, Math.min(longest, line.codePointCount(0, line.length()))));
    }

    /** Whether a room may be called that: letters and digits, blanks, dots, hyphens and underscores. */
    static boolean isRoomName(String name) {
        return ROOM.matcher(name).matches();
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
