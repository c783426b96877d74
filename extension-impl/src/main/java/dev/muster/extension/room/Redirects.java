package dev.muster.extension.room;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import java.time.Duration;

/**
 * How users are sent to the server of their room. Immutable.
 *
 * @param byRoute whether they stay at a balancer, which is told the server's name; else they get the server's address
 * @param tokenLife how long they have for it
 */
public record Redirects(boolean byRoute, Duration tokenLife) {

    /** What the settings say. */
    public static Redirects of(Settings settings) {
        return new Redirects(
                settings.required(Setting.ROOMS_REDIRECT).equals("route"), settings.duration(Setting.ROOMS_TOKEN));
    }

    /** To the server's own address. */
    public static Redirects direct(Duration tokenLife) {
        return new Redirects(false, tokenLife);
    }

    /** A path of the application on another server, with a token in its query. */
    String url(Server server, String path, String token) {
        checkPath(path);
        int fragment = path.indexOf('#');
        String target = fragment < 0 ? path : path.substring(0, fragment);
        String rest = fragment < 0 ? "" : path.substring(fragment);
        String separator = target.indexOf('?') < 0 ? "?" : "&";
        String query = RoomGrant.TOKEN_PARAMETER + "=" + token + route(server);
        return (byRoute ? server.path() : server.url()) + target + separator + query + rest;
    }

    /** Two slashes, or what browsers take for them, would make a host of what follows where the application is the root. */
    private static void checkPath(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("the path must start with one slash: '" + path + "'");
        }
    }

    private String route(Server server) {
        return byRoute ? "&" + RoomGrant.ROUTE_PARAMETER + "=" + server.name() : "";
    }
}
