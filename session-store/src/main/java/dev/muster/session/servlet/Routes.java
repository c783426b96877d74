package dev.muster.session.servlet;

import dev.muster.room.RoomGrant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a URL may ask for by {@link RoomGrant#ROUTE_PARAMETER}: none, unless it was said which. Anybody can make
 * such a URL, so a name counts only if it is one of these. Thread-safe.
 */
final class Routes {

    private static final String PARAMETER = RoomGrant.ROUTE_PARAMETER + "=";

    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> others = name -> false;

    /** From now on URLs may ask for servers of these names. */
    void leadTo(Predicate<String> names) {
        others = names;
    }

    /** The server that a query asks for; null if there is none, or none that a URL may ask for. */
    @Nullable String in(@Nullable String query) {
        if (query == null || !query.contains(PARAMETER)) {
            return null;
        }
        return Arrays.stream(query.split("&"))
                .filter(Routes::isRoute)
                .map(parameter -> parameter.substring(PARAMETER.length()))
                .findFirst()
                .filter(others)
                .orElse(null);
    }

    /** The server that a URL asks for, likewise. */
    @Nullable String inUrl(String url) {
        String page = url.split("#", 2)[0];
        int start = page.indexOf('?');
        return start < 0 ? null : in(page.substring(start + 1));
    }

    /** Whether nobody was told yet that the balancer does not get to a server. */
    boolean isFirstMiss(String name) {
        return missed.add(name);
    }

    /** The query with its question mark, less what asks for a server. */
    static String without(String query) {
        String rest = Arrays.stream(query.split("&"))
                .filter(parameter -> !isRoute(parameter))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }

    private static boolean isRoute(String parameter) {
        return parameter.startsWith(PARAMETER);
    }
}
