package dev.muster.session.servlet;

import org.jspecify.annotations.Nullable;

/**
 * What a client sends to be known again. Immutable.
 *
 * @param id of its session
 * @param version of the session that it has seen; 0 if it does not say
 */
record Ticket(String id, long version) {

    private static final int SHORTEST_ID = 16;
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_VERSION = 18;

    /**
     * Reads {@code id}, {@code id.route}, {@code id~version} or {@code id~version.route}; null if the value is something
     * else. By hand, because each request does it.
     */
    static @Nullable Ticket parse(@Nullable String value) {
        int end = value == null ? 0 : endOfId(value);
        if (value == null || end < SHORTEST_ID || end > LONGEST_ID) {
            return null;
        }
        String id = value.substring(0, end);
        if (end == value.length() || value.charAt(end) == '.') {
            return new Ticket(id, 0);
        }
        int endOfVersion = endOfDigits(value, end + 1);
        boolean ends = endOfVersion == value.length() || value.charAt(endOfVersion) == '.';
        int digits = endOfVersion - end - 1;
        return value.charAt(end) == '~' && ends && digits > 0 && digits <= LONGEST_VERSION
                ? new Ticket(id, Long.parseLong(value, end + 1, endOfVersion, 10))
                : null;
    }

    private static int endOfId(String value) {
        int end = 0;
        while (end < value.length() && isOfId(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfDigits(String value, int start) {
        int end = start;
        while (end < value.length() && isDigit(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfId(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
