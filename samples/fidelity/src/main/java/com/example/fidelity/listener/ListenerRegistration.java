package com.example.fidelity.listener;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;

/** Adds a listener by code. */
public class ListenerRegistration implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        try {
            context.addListener(context.createListener(AddedListener.class));
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
