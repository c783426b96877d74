package com.example.travel;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Points over a WebSocket: the wallet is that of the traveller's session. */
@ServerEndpoint("/counter")
public class Counter {

    @Inject
    private Wallet wallet;

    @Inject
    private HttpSession session;

    @Inject
    private Diary diary;

    @OnOpen
    public void open(Session socket) throws IOException {
        socket.getBasicRemote().sendText("points " + wallet.points());
    }

    @OnMessage
    public String message(String text) {
        session.setAttribute("said", text);
        return "points " + wallet.collect();
    }

    @OnClose
    public void close() {
        diary.note("socket closed");
    }
}
