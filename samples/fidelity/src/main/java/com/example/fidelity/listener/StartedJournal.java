package com.example.fidelity.listener;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionEvent;

/** Knows whether it is the instance that the container told of the application's start. */
public abstract class StartedJournal extends SessionJournal implements ServletContextListener {

    private boolean started;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        started = true;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        super.sessionCreated(event);
        write(event, started ? "instance-of-the-container" : "another-instance");
    }
}
