package com.example.lounge;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.shiro.SecurityUtils;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authz.AuthorizationException;
import org.apache.shiro.session.Session;
import org.apache.shiro.subject.Subject;

/**
 * The lounge in plain text: {@code POST login?user=&password=, logout, visit, guestbook?line=, rearrange, patience?millis=},
 * {@code GET who, bar, guestbook, session, book}.
 */
@WebServlet("/api/*")
public class LoungeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(response, read(request.getPathInfo(), SecurityUtils.getSubject()));
        } catch (AuthorizationException e) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static String read(String path, Subject subject) {
        return switch (path) {
            case "/who" -> subject.getPrincipal() == null ? "nobody" : subject.getPrincipal() + " " + roles(subject);
            case "/bar" -> {
                subject.checkRole("member");
                yield "a drink for " + subject.getPrincipal();
            }
            case "/guestbook" -> String.join(" / ", guestbook(subject.getSession()));
            case "/session" ->
                subject.getSession(false) == null
                        ? "none"
                        : subject.getSession().getId() + "";
            case "/book" -> String.join("\n", Doorman.book());
            default -> "";
        };
    }

    private static String roles(Subject subject) {
        return subject.hasRole("member") ? "member" : "guest";
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(response, write(request, SecurityUtils.getSubject()));
        } catch (AuthenticationException e) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static String write(HttpServletRequest request, Subject subject) {
        switch (request.getPathInfo()) {
            case "/login" ->
                subject.login(
                        new UsernamePasswordToken(request.getParameter("user"), request.getParameter("password")));
            case "/logout" -> subject.logout();
            case "/visit" -> {
                return visit(subject.getSession());
            }
            case "/guestbook" -> guestbook(subject.getSession()).add(request.getParameter("line"));
            case "/rearrange" -> rearrange(subject.getSession());
            case "/patience" -> subject.getSession().setTimeout(Long.parseLong(request.getParameter("millis")));
            default -> throw new IllegalArgumentException(request.getPathInfo());
        }
        return "done";
    }

    private static String visit(Session session) {
        int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
        session.setAttribute("visits", visits);
        return Integer.toString(visits);
    }

    /** The list is put into the session once and changed in place from then on. */
    @SuppressWarnings("unchecked")
    private static List<String> guestbook(Session session) {
        var lines = (List<String>) session.getAttribute("guestbook");
        if (lines == null) {
            lines = new ArrayList<>();
            session.setAttribute("guestbook", lines);
        }
        return lines;
    }

    /** Many changes in one request. */
    private static void rearrange(Session session) {
        for (var piece : List.of("sofa", "table", "lamp", "piano", "plant")) {
            session.setAttribute(piece, "moved " + System.nanoTime());
            session.touch();
        }
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
