package dev.muster.samples.rooms;

import java.util.Locale;

/** What a browser says about the page that a request comes from. */
final class SameOrigin {

    private SameOrigin() {}

    /** Host and port of an origin such as {@code http://127.0.0.1:8080}, written like {@code Host}; empty if it has none. */
    static String hostOf(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0 ? "" : lowerCase(origin.substring(scheme + 3));
    }

    static String lowerCase(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
