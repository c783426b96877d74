package dev.muster.samples.rooms;

import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pages are and how to get there. */
final class Pages {

    /** A Faces outcome. */
    static final String LOBBY = "/index?faces-redirect=true";

    private static final String ROOM = "/room?name=";

    private Pages() {}

    /** The Faces outcome that leads into a room. */
    static String room(String name) {
        return "/room?faces-redirect=true&name=" + encode(name);
    }

    /** The path of a room inside the application. */
    static String roomPath(String name) {
        return ROOM + encode(name);
    }

    /** The path of the lobby, where somebody signs in who wants to go to a room. */
    static String lobbyPath(String wantedRoom) {
        return "/index?room=" + encode(wantedRoom);
    }

    /** Sends the browser to another page of this server. */
    static void redirect(FacesContext faces, String path) {
        redirectTo(faces, faces.getExternalContext().getRequestContextPath() + path);
    }

    /** Sends the browser to any address. */
    static void redirectTo(FacesContext faces, String url) {
        try {
            faces.getExternalContext().redirect(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as it stands in an address. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
