package com.example.legacy;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened to sessions in this server since it started, a line per event. */
public class SessionJournal implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    static List<String> lines() {
        return List.copyOf(LINES);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        write(event, "created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        // Reading an attribute here is what applications do to clean up: it has to work
        write(event, "destroyed counter=" + event.getSession().getAttribute(ApiServlet.COUNTER));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        write(event, "id-changed from=" + oldSessionId);
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        attribute(event, "added");
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        attribute(event, "replaced");
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        attribute(event, "removed");
    }

    private void attribute(HttpSessionBindingEvent event, String what) {
        write(event, what + " " + event.getName() + "=" + event.getValue());
    }

    private static void write(HttpSessionEvent event, String what) {
        LINES.add(event.getSession().getId() + " " + what);
    }
}
