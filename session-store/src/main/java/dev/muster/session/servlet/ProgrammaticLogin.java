package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How {@code request.login} and {@code logout} work while sessions are stored. Implementations are thread-safe. */
public interface ProgrammaticLogin {

    /**
     * Signs the caller in, as {@link HttpServletRequest#login}.
     *
     * @param request as the container gave it
     * @param response to this request; null if the container never showed it
     * @throws ServletException if the name or the password is wrong, or somebody is signed in
     */
    void login(HttpServletRequest request, @Nullable ServletResponse response, String name, String password)
            throws ServletException;

    /** The container has signed the caller out. */
    void loggedOut(Exchange exchange);

    /** Makes this the way of an application. */
    default void publish(ServletContext context) {
        context.setAttribute(ProgrammaticLogin.class.getName(), this);
    }

    /** The way of an application; null if it is the container's. */
    static @Nullable ProgrammaticLogin of(ServletContext context) {
        return context.getAttribute(ProgrammaticLogin.class.getName()) instanceof ProgrammaticLogin login
                ? login
                : null;
    }
}
