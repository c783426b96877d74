package com.example.fidelity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The first filter that the application has: with {@code early} in the query it begins the session. After each request
 * it looks whether the container has made a session of its own.
 */
public class EarlyFilter extends HttpFilter {

    static final String SESSION_ID = "early.session";

    private static final long serialVersionUID = 1L;
    private static final Set<String> CONTAINERS = new ConcurrentSkipListSet<>();

    /** The paths, since this server started, after which there was a session of the container. */
    static Set<String> containersSessions() {
        return CONTAINERS;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if ("early".equals(request.getQueryString())) {
            request.setAttribute(SESSION_ID, request.getSession().getId());
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (hasContainersSession(request)) {
                CONTAINERS.add(request.getServletPath());
            }
        }
    }

    /** The innermost request is the container's. */
    private static boolean hasContainersSession(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner == request || ((HttpServletRequest) inner).getSession(false) != null;
    }
}
