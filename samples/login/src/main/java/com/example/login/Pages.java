package com.example.login;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages for members and for anybody: each tells who asks for what. */
@WebServlet({"/members/*", "/open"})
public class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        String body = isForm(request) ? "" : request.getReader().lines().reduce("", String::concat);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .println(String.join(
                        " ",
                        request.getMethod(),
                        String.valueOf(request.getPathInfo()),
                        "user=" + Who.user(request),
                        "member=" + request.isUserInRole("member"),
                        "board=" + request.isUserInRole("board"),
                        "text=" + request.getParameter("text"),
                        "more=" + request.getParameter("more"),
                        "body=" + body));
    }

    private static boolean isForm(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("application/x-www-form-urlencoded");
    }
}
