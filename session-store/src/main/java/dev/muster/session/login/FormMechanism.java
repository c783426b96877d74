package dev.muster.session.login;

import dev.muster.session.login.PasswordLogin.Credentials;
import dev.muster.session.servlet.Exchange;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * {@code FORM}:
 *
 * <ol>
 *   <li>A request that needs a caller is kept in the session, and answered by the login page.
 *   <li>{@code j_security_check} asks the realm. If it says no, the error page answers. If it says yes, the session
 *       remembers the caller, under another id, and the browser is sent to where it wanted to go.
 *   <li>There the request that was kept takes the place of the one that comes.
 * </ol>
 *
 * Each step may be on another server, because all that is to be remembered is in the stored session.
 */
final class FormMechanism extends DescriptorMechanism {

    private static final String CHECK = "/j_security_check";

    private final LoginConfig config;

    FormMechanism(LoginConfig config, CallbackHandler callbacks) {
        super(callbacks, HttpServletRequest.FORM_AUTH);
        this.config = config;
    }

    @Override
    AuthStatus validate(Visit visit) throws IOException, ServletException, UnsupportedCallbackException {
        String path = visit.path();
        if (path.endsWith(CHECK)) {
            return check(visit);
        }
        Principal caller = visit.request().getUserPrincipal();
        if (caller != null) {
            goOn(visit);
            return accept(visit, caller);
        }
        if (!visit.isMandatory()) {
            return AuthStatus.SUCCESS;
        }
        if (isAt(path, config.loginPage()) || isAt(path, config.errorPage())) {
            return show(visit, path);
        }
        SavedRequest.save(exchange(), visit.request());
        return show(visit, config.loginPage());
    }

    /** A page may be named with a query. */
    private static boolean isAt(String path, String page) {
        return path.equals(page) || page.startsWith(path + "?");
    }

    private AuthStatus check(Visit visit) throws IOException, ServletException, UnsupportedCallbackException {
        String name = visit.request().getParameter("j_username");
        String password = visit.request().getParameter("j_password");
        if (name == null || password == null || !isRight(visit, new Credentials(name, password))) {
            return show(visit, config.errorPage());
        }
        keep(visit);
        SavedRequest saved = SavedRequest.find(exchange());
        String target = saved == null ? visit.request().getContextPath() + "/" : saved.target();
        visit.response().sendRedirect(visit.response().encodeRedirectURL(target));
        return AuthStatus.SEND_CONTINUE;
    }

    private void goOn(Visit visit) {
        Exchange exchange = exchange();
        SavedRequest saved = SavedRequest.find(exchange);
        if (saved != null && saved.target().equals(SavedRequest.target(visit.request()))) {
            SavedRequest.remove(exchange);
            if (saved.hasBody() && config.sameForAllMethods()) {
                visit.message().setRequestMessage(new ReplayedRequest(visit.request(), saved));
            }
        }
    }

    private static AuthStatus show(Visit visit, String page) throws IOException, ServletException {
        RequestDispatcher dispatcher = page.isEmpty() ? null : visit.request().getRequestDispatcher(page);
        if (dispatcher == null) {
            visit.response().sendError(HttpServletResponse.SC_FORBIDDEN);
            return AuthStatus.SEND_FAILURE;
        }
        visit.response().setHeader("Cache-Control", "no-store");
        dispatcher.forward(new LoginPageRequest(visit.request()), visit.response());
        return AuthStatus.SEND_CONTINUE;
    }
}
