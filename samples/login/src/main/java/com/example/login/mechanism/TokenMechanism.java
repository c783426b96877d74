package com.example.login.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** A mechanism of the application: a ticket in the address signs in, once, as a principal of its own class. */
@AutoApplySession
@ApplicationScoped
public class TokenMechanism implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String ticket = request.getParameter("ticket");
        if (ticket != null) {
            return context.notifyContainerAboutLogin(new Visitor(ticket, "seat 7"), Set.of("member", "board"));
        }
        return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
    }
}
