package com.example.fidelity;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** A socket that knows the session of its handshake, and the cart in it. */
@ServerEndpoint(value = "/socket", configurator = SessionSocket.Handshake.class)
public class SessionSocket {

    private static final String SESSION = "handshake.session";

    /** Answers {@code session} with its id and {@code cart item} with what is in the cart then. */
    @OnMessage
    public String answer(Session socket, String message) {
        if (message.startsWith("cart ")) {
            var cart = CDI.current().select(Cart.class).get();
            cart.add(message.substring("cart ".length()));
            return cart.content().toString();
        }
        var session = (HttpSession) socket.getUserProperties().get(SESSION);
        return session == null ? "none" : session.getId();
    }

    /** Keeps what the handshake knows. */
    public static class Handshake extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            if (request.getHttpSession() != null) {
                config.getUserProperties().put(SESSION, request.getHttpSession());
            }
        }
    }
}
