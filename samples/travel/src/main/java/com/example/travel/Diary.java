package com.example.travel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened on this server. */
@ApplicationScoped
public class Diary {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void note(String line) {
        lines.add(line);
    }

    String lines() {
        return String.join("\n", lines);
    }

    void sessionBegins(@Observes @Initialized(SessionScoped.class) HttpSession session) {
        note("session begins");
    }

    void sessionEnds(@Observes @BeforeDestroyed(SessionScoped.class) HttpSession session) {
        note("session ends");
    }

    void sessionEnded(@Observes @Destroyed(SessionScoped.class) HttpSession session) {
        note("session ended");
    }

    void conversationBegins(@Observes @Initialized(ConversationScoped.class) Object request) {
        note("conversation begins in " + kind(request));
    }

    void conversationEnds(@Observes @BeforeDestroyed(ConversationScoped.class) Object request) {
        note("conversation ends in " + kind(request));
    }

    void conversationEnded(@Observes @Destroyed(ConversationScoped.class) Object request) {
        note("conversation ended in " + kind(request));
    }

    private static String kind(Object payload) {
        return payload instanceof HttpServletRequest
                ? "request"
                : payload.getClass().getSimpleName();
    }
}
