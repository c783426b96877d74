package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import dev.muster.session.servlet.ProgrammaticLogin;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code request.login} by way of our mechanism: the container is asked to authenticate the request, and the mechanism
 * finds the name and the password in a request attribute.
 */
final class PasswordLogin implements ProgrammaticLogin {

    private static final String ATTRIBUTE = PasswordLogin.class.getName();

    @Override
    public void login(HttpServletRequest request, @Nullable ServletResponse response, String name, String password)
            throws ServletException {
        if (request.getUserPrincipal() != null) {
            throw new ServletException("somebody is signed in; log out first");
        }
        if (!(response instanceof HttpServletResponse http)) {
            throw new ServletException("login is possible once the filters run");
        }
        request.setAttribute(ATTRIBUTE, new Credentials(name, password));
        try {
            if (!request.authenticate(http)) {
                throw new ServletException("login failed");
            }
        } catch (IOException e) {
            throw new ServletException(e);
        } finally {
            request.removeAttribute(ATTRIBUTE);
        }
    }

    @Override
    public void loggedOut(Exchange exchange) {
        SignedIn.remove(exchange);
    }

    /** What {@code login} was called with, if this request is being authenticated because of that. */
    static @Nullable Credentials of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Credentials credentials ? credentials : null;
    }

    /** A name and a password. */
    record Credentials(String name, String password) {

        @Override
        public String toString() {
            return "credentials of " + name;
        }
    }
}
