package dev.muster.session.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The request as a mechanism expects it: with the caller of the session, if there is one, as the container would show one
 * that it remembers. Once the mechanism has decided, the container's caller counts.
 */
final class CallerRequest extends HttpServletRequestWrapper {

    private volatile @Nullable Attempt attempt;

    CallerRequest(HttpServletRequest request, Attempt attempt) {
        super(request);
        this.attempt = attempt;
    }

    void decided() {
        attempt = null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        Attempt current = attempt;
        return current == null || current.shown() == null ? super.getUserPrincipal() : current.shown();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Principal principal = getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    @Override
    public @Nullable String getAuthType() {
        Attempt current = attempt;
        Caller caller = current == null ? null : current.known();
        return caller == null || caller.authType() == null ? super.getAuthType() : caller.authType();
    }
}
