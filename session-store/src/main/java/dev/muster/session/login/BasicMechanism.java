package dev.muster.session.login;

import dev.muster.session.login.PasswordLogin.Credentials;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.Optional;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * {@code BASIC}: the client sends name and password with each request. A session, if there is one, remembers the caller,
 * as the container's would; none is begun for that.
 */
final class BasicMechanism extends DescriptorMechanism {

    private static final String SCHEME = "Basic ";

    private final String challenge;

    BasicMechanism(LoginConfig config, CallbackHandler callbacks) {
        super(callbacks, HttpServletRequest.BASIC_AUTH);
        String realm = config.realm().isEmpty() ? "Authentication required" : config.realm();
        this.challenge = SCHEME + "realm=\"" + realm.replaceAll("[\\\\\"\\p{Cntrl}]", "") + "\", charset=\"UTF-8\"";
    }

    @Override
    AuthStatus validate(Visit visit) throws IOException, UnsupportedCallbackException {
        Principal caller = visit.request().getUserPrincipal();
        if (caller != null) {
            return accept(visit, caller);
        }
        if (!visit.isMandatory()) {
            return AuthStatus.SUCCESS;
        }
        Optional<Credentials> credentials = credentials(visit.request().getHeader("Authorization"));
        if (credentials.isPresent() && isRight(visit, credentials.get())) {
            if (visit.request().getSession(false) != null) {
                keep(visit);
            }
            return AuthStatus.SUCCESS;
        }
        visit.response().setHeader("WWW-Authenticate", challenge);
        visit.response().sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return AuthStatus.SEND_CONTINUE;
    }

    private static Optional<Credentials> credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
