package dev.muster.session.login;

import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/** Without a method in {@code web.xml}, callers are signed in by {@code request.login} only. */
final class NoMechanism extends DescriptorMechanism {

    NoMechanism(CallbackHandler callbacks) {
        super(callbacks, "LOGIN");
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
        visit.response().sendError(HttpServletResponse.SC_FORBIDDEN);
        return AuthStatus.SEND_FAILURE;
    }
}
