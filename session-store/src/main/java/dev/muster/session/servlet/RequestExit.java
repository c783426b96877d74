package dev.muster.session.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Saves and releases the session of requests that used it outside of the filter: in listeners of the application, or
 * without ever coming to the filter.
 */
final class RequestExit implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        Sessions sessions = Sessions.of(event.getServletContext());
        if (sessions != null
                && event.getServletRequest() instanceof HttpServletRequest request
                && !request.isAsyncStarted()) {
            Exchange.known(sessions, request).ifPresent(Exchange::complete);
        }
    }
}
