package com.example.login;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What anybody can ask the application to do: signing in and out by code, and what it knows of its sessions. */
@WebServlet("/desk/*")
public class Desk extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Vault vault;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(answer(request, response));
    }

    private String answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return switch (request.getPathInfo()) {
                case "/begin" -> request.getSession().getId();
                case "/names" -> String.join(",", SessionLog.names(request.getSession()));
                case "/sessions" -> String.join(",", SessionLog.classes());
                case "/login" -> login(request);
                case "/ask" -> String.valueOf(request.authenticate(response));
                case "/logout" -> logout(request);
                case "/vault" -> vault();
                default -> "user=" + Who.user(request);
            };
        } catch (ServletException e) {
            return "refused";
        }
    }

    private static String login(HttpServletRequest request) throws ServletException {
        request.login(request.getParameter("name"), request.getParameter("password"));
        return "user=" + Who.user(request) + " board=" + request.isUserInRole("board");
    }

    private static String logout(HttpServletRequest request) throws ServletException {
        request.logout();
        return "user=" + Who.user(request);
    }

    private String vault() {
        try {
            return vault.open();
        } catch (jakarta.ejb.EJBException e) {
            return "closed";
        }
    }
}
