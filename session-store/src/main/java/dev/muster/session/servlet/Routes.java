package dev.muster.session.servlet;

import dev.muster.room.RoomGrant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers that URLs ask for by {@link RoomGrant#ROUTE_PARAMETER}: none, unless users are led by routes at all. Anybody
 * can make such a URL, so a name must at least be one, and be that of a live server where nobody else vouches for it.
 * Thread-safe.
 */
final class Routes {

    private static final String PARAMETER = RoomGrant.ROUTE_PARAMETER + "=";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Predicate<String> live;

    /** From now on URLs may ask for servers; which of them are alive is known with some delay. */
    void leadTo(Predicate<String> liveServers) {
        live = liveServers;
    }

    boolean isLive(String name) {
        Predicate<String> servers = live;
        return servers != null && servers.test(name);
    }

    /** The name of the server that a query asks for; null if there is none. */
    @Nullable String in(@Nullable String query) {
        if (live == null || query == null || !query.contains(PARAMETER)) {
            return null;
        }
        return Arrays.stream(query.split("&"))
                .filter(Routes::isRoute)
                .map(parameter -> parameter.substring(PARAMETER.length()))
                .findFirst()
                .filter(NAME.asMatchPredicate())
                .orElse(null);
    }

    /** The name of the server that a URL asks for; null if there is none. */
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
