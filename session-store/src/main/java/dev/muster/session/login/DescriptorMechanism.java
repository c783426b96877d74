package dev.muster.session.login;

import dev.muster.session.login.PasswordLogin.Credentials;
import dev.muster.session.servlet.Exchange;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * What the mechanisms have in common that {@code web.xml} can ask for: the realm of the container checks the password, the
 * session remembers the caller. Thread-safe.
 */
abstract class DescriptorMechanism implements ServerAuthContext {

    private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";
    private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

    private final CallbackHandler callbacks;
    private final String method;

    DescriptorMechanism(CallbackHandler callbacks, String method) {
        this.callbacks = callbacks;
        this.method = method;
    }

    @Override
    public final AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        Visit visit = new Visit(message, client);
        Credentials credentials = PasswordLogin.of(visit.request());
        try {
            if (credentials != null) {
                return login(visit, credentials);
            }
            return validate(visit);
        } catch (IOException | ServletException | UnsupportedCallbackException e) {
            throw (AuthException) new AuthException(method + " failed").initCause(e);
        }
    }

    /** Answers a request that is not about {@code request.login}. */
    abstract AuthStatus validate(Visit visit) throws IOException, ServletException, UnsupportedCallbackException;

    private AuthStatus login(Visit visit, Credentials credentials) throws IOException, UnsupportedCallbackException {
        if (!isRight(visit, credentials)) {
            return AuthStatus.SEND_FAILURE;
        }
        keep(visit);
        return AuthStatus.SUCCESS;
    }

    /** Asks the realm; if it says yes, the container knows the caller from here on. */
    final boolean isRight(Visit visit, Credentials credentials) throws IOException, UnsupportedCallbackException {
        char[] password = credentials.password().toCharArray();
        PasswordValidationCallback check = new PasswordValidationCallback(visit.client(), credentials.name(), password);
        callbacks.handle(new Callback[] {check});
        check.clearPassword();
        if (check.getResult()) {
            callbacks.handle(new Callback[] {new CallerPrincipalCallback(visit.client(), credentials.name())});
            visit.is(method);
        }
        return check.getResult();
    }

    /** Lets the session remember whom the realm has accepted. */
    final void keep(Visit visit) {
        LoginCallbacks.attempt().keep(visit.client(), method);
    }

    /** Accepts the caller whom the session remembers. */
    final AuthStatus accept(Visit visit, Principal caller) throws IOException, UnsupportedCallbackException {
        callbacks.handle(new Callback[] {new CallerPrincipalCallback(visit.client(), caller)});
        return AuthStatus.SUCCESS;
    }

    /** The request's session. */
    static Exchange exchange() {
        return LoginCallbacks.attempt().exchange();
    }

    @Override
    public final AuthStatus secureResponse(MessageInfo message, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public final void cleanSubject(MessageInfo message, Subject subject) {
        subject.getPrincipals().clear();
    }

    /**
     * A request to be authenticated.
     *
     * @param message that carries it
     * @param client where the container looks for the caller
     */
    record Visit(MessageInfo message, Subject client) {

        HttpServletRequest request() {
            return (HttpServletRequest) message.getRequestMessage();
        }

        HttpServletResponse response() {
            return (HttpServletResponse) message.getResponseMessage();
        }

        /** Whether only a caller that is signed in may go on. */
        boolean isMandatory() {
            return Boolean.parseBoolean(String.valueOf(message.getMap().get(MANDATORY)));
        }

        /** The path inside the application. */
        String path() {
            String info = request().getPathInfo();
            return info == null ? request().getServletPath() : request().getServletPath() + info;
        }

        @SuppressWarnings("unchecked") // servers differ in what they declare
        void is(String method) {
            message.getMap().put(AUTH_TYPE, method);
        }
    }
}
