package com.example.travel;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Uses the session before any filter runs. */
@WebListener
public class EarlyBird implements ServletRequestListener {

    static final String NAME = "early";

    @Inject
    private HttpSession session;

    @Inject
    private Wallet wallet;

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        var request = (HttpServletRequest) event.getServletRequest();
        if (request.getRequestURI().endsWith("/early")) {
            session.setAttribute(NAME, "caught " + wallet.collect());
        }
    }
}
