package com.example.login.mechanism;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Needs the application's own class of principal. */
@WebServlet("/members/seat")
public class Seat extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println(request.getUserPrincipal() instanceof Visitor visitor ? visitor.seat() : "none");
    }
}
