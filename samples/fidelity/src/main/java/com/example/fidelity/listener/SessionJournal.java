package com.example.fidelity.listener;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Hears everything about sessions. */
public abstract class SessionJournal
        implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    @Inject
    private Clerk clerk;

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        write(event, "created");
        write(event, clerk == null ? "not-injected" : clerk.greeting());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        // Reading an attribute here is what applications do to clean up
        write(event, "destroyed value=" + event.getSession().getAttribute("value"));
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

    /** Other attributes are those of frameworks. */
    private void attribute(HttpSessionBindingEvent event, String what) {
        if (event.getName().equals("value")) {
            write(event, what + " " + event.getValue());
        }
    }

    void write(HttpSessionEvent event, String what) {
        Journal.write(getClass().getSimpleName(), event.getSession(), what);
    }
}
