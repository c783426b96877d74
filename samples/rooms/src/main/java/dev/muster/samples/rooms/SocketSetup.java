package dev.muster.samples.rooms;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries the visitor's name from the HTTP session to the socket, if the page that opens it is one of ours. */
public class SocketSetup extends ServerEndpointConfig.Configurator {

    static final String USER = "user";

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (isOwnPage(request.getHeaders()) && request.getHttpSession() instanceof HttpSession session) {
            Optional.ofNullable(session.getAttribute(Reception.VISITOR))
                    .ifPresent(user -> config.getUserProperties().put(USER, user));
        }
    }

    /** A browser names the page's origin; a stranger's page would have another than the host it talks to. */
    private static boolean isOwnPage(Map<String, List<String>> headers) {
        var origin = first(headers, "Origin");
        return origin.isEmpty()
                || origin.map(SameOrigin::hostOf).equals(first(headers, "Host").map(SameOrigin::lowerCase));
    }

    private static Optional<String> first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
