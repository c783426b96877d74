package com.example.login.custom;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes name and password as the bean behind a Faces page would. */
@WebServlet("/counter")
public class Counter extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private SecurityContext security;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var credential = new UsernamePasswordCredential(request.getParameter("name"), request.getParameter("password"));
        var status = security.authenticate(
                request, response, AuthenticationParameters.withParams().credential(credential));
        if (status != AuthenticationStatus.SEND_CONTINUE) {
            response.getWriter().println(status);
        }
    }
}
