package com.example.fidelity;

import com.example.fidelity.listener.Journal;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;

/** A value that hears when it comes to a session, leaves it, and moves to another server with it. */
public class Bound implements HttpSessionBindingListener, HttpSessionActivationListener, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
        Journal.write("value", event.getSession(), "bound " + event.getName());
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        Journal.write("value", event.getSession(), "unbound " + event.getName());
    }

    @Override
    public void sessionWillPassivate(HttpSessionEvent event) {
        Journal.write("value", event.getSession(), "passivates");
    }

    @Override
    public void sessionDidActivate(HttpSessionEvent event) {
        Journal.write("value", event.getSession(), "activated");
    }

    @Override
    public String toString() {
        return "bound";
    }
}
