package com.example.login;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which classes the sessions of this server have been of. */
@WebListener
public class SessionLog implements HttpSessionListener {

    private static final Set<String> CLASSES = new ConcurrentSkipListSet<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        CLASSES.add(event.getSession().getClass().getName());
    }

    static List<String> classes() {
        return List.copyOf(CLASSES);
    }

    static List<String> names(HttpSession session) {
        return Collections.list(session.getAttributeNames());
    }
}
