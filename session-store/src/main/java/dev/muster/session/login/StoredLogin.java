package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import javax.security.auth.Subject;

/**
 * A mechanism, with the stored session in place of the container's:
 *
 * <ol>
 *   <li>The mechanism gets the request with the stored session, because no filter has run yet, and with the caller whom
 *       that session holds, as if the container had remembered them.
 *   <li>If it accepts that caller, the container is told their groups too.
 *   <li>If it signs a caller in and asks for a session, the stored session gets another id and the caller. The container
 *       is not asked to keep one: it would begin a session of its own.
 *   <li>The session is saved, because a mechanism that answers by itself never reaches our filter.
 * </ol>
 *
 * Thread-safe if the mechanism is.
 */
final class StoredLogin implements ServerAuthContext {

    private static final String REGISTER_SESSION = "jakarta.servlet.http.registerSession";
    private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

    private final ServerAuthContext mechanism;

    StoredLogin(ServerAuthContext mechanism) {
        this.mechanism = mechanism;
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        Exchange exchange = Exchange.of(request(message), response(message));
        return exchange == null
                ? mechanism.validateRequest(message, client, service)
                : validate(exchange, message, client, service);
    }

    /** A store that is away is no wrong password: the client is told to come again. */
    private AuthStatus validate(Exchange exchange, MessageInfo message, Subject client, Subject service)
            throws AuthException {
        try {
            AuthStatus status = attempt(new Attempt(exchange), message, client, service);
            exchange.save();
            return status;
        } catch (AuthException | RuntimeException e) {
            if (exchange.isRefusedFor(e)) {
                return AuthStatus.SEND_FAILURE;
            }
            throw e;
        }
    }

    private AuthStatus attempt(Attempt attempt, MessageInfo message, Subject client, Subject service)
            throws AuthException {
        Exchange exchange = attempt.exchange();
        CallerRequest request = new CallerRequest(exchange.request(), attempt);
        Messages raw = Messages.replace(message, request, exchange.saving(response(message)));
        Attempt before = LoginCallbacks.enter(attempt);
        try {
            AuthStatus status = mechanism.validateRequest(message, client, service);
            if (status == AuthStatus.SUCCESS) {
                succeeded(attempt, properties(message), client);
            }
            return status;
        } finally {
            LoginCallbacks.enter(before);
            request.decided();
            raw.restore(message);
        }
    }

    private static void succeeded(Attempt attempt, Map<String, Object> properties, Subject client) {
        Object register = properties.remove(REGISTER_SESSION);
        if (Boolean.parseBoolean(String.valueOf(register))) {
            attempt.keep(client, properties.get(AUTH_TYPE) instanceof String type ? type : null);
        }
        Caller known = attempt.known();
        if (known != null && known.authType() != null) {
            properties.putIfAbsent(AUTH_TYPE, known.authType());
        }
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
        Exchange exchange = Exchange.of(request(message), response(message));
        if (exchange == null) {
            return mechanism.secureResponse(message, service);
        }
        Messages raw = Messages.replace(message, exchange.request(), response(message));
        try {
            return mechanism.secureResponse(message, service);
        } finally {
            raw.restore(message);
        }
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
        Exchange exchange = Exchange.of(request(message), response(message));
        if (exchange == null) {
            mechanism.cleanSubject(message, subject);
            return;
        }
        Messages raw = Messages.replace(message, exchange.request(), response(message));
        try {
            mechanism.cleanSubject(message, subject);
        } finally {
            raw.restore(message);
            SignedIn.remove(exchange);
        }
    }

    @SuppressWarnings("unchecked") // the map of a message has names as keys; servers differ in what they declare
    private static Map<String, Object> properties(MessageInfo message) {
        return (Map<String, Object>) (Map<?, ?>) message.getMap();
    }

    private static HttpServletRequest request(MessageInfo message) {
        return (HttpServletRequest) message.getRequestMessage();
    }

    private static HttpServletResponse response(MessageInfo message) {
        return (HttpServletResponse) message.getResponseMessage();
    }

    /** The container's own objects in a message, and ours in their place; what a mechanism puts there itself stays. */
    private record Messages(Object request, Object ourRequest, Object response, Object ourResponse) {

        static Messages replace(MessageInfo message, HttpServletRequest request, HttpServletResponse response) {
            Messages messages =
                    new Messages(message.getRequestMessage(), request, message.getResponseMessage(), response);
            message.setRequestMessage(request);
            message.setResponseMessage(response);
            return messages;
        }

        void restore(MessageInfo message) {
            if (message.getRequestMessage() == ourRequest) {
                message.setRequestMessage(request);
            }
            if (message.getResponseMessage() == ourResponse) {
                message.setResponseMessage(response);
            }
        }
    }
}
