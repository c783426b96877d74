package dev.muster.extension.room;

import dev.muster.room.RoomGrant;
import dev.muster.server.Server;

/** A path of the application on another server, with a token in its query. */
final class RedirectUrl {

    private RedirectUrl() {}

    static String of(Server server, String path, String token) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path must start with a slash: '" + path + "'");
        }
        int fragment = path.indexOf('#');
        String target = fragment < 0 ? path : path.substring(0, fragment);
        String rest = fragment < 0 ? "" : path.substring(fragment);
        String separator = target.indexOf('?') < 0 ? "?" : "&";
        return server.url() + target + separator + RoomGrant.TOKEN_PARAMETER + "=" + token + rest;
    }
}
