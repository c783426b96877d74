package dev.muster.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** The cookies of one browser. For one thread. */
final class Cookies {

    private static final String SET = "\r\nSet-Cookie: ";

    private final Map<String, String> values = new LinkedHashMap<>();
    private String header = "";

    /** The line that sends them, or nothing. */
    String header() {
        return header;
    }

    /** Keeps what an answer sets. */
    void takeOver(String head) {
        for (int at = head.indexOf(SET); at >= 0; at = head.indexOf(SET, at + SET.length())) {
            int start = at + SET.length();
            set(head.substring(start, head.indexOf('\r', start)).split(";", 2)[0]);
        }
    }

    private void set(String cookie) {
        int equals = cookie.indexOf('=');
        values.put(cookie.substring(0, equals), cookie);
        header = "Cookie: " + String.join("; ", values.values()) + "\r\n";
    }
}
