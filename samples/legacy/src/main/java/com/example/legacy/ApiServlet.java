package com.example.legacy;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shop without pages, answers in plain text.
 *
 * <p>{@code GET session, cart, price?product=, journal} read; {@code POST count, put?name=&value=, remove?name=,
 * add?product=, renew, leave, price?product=&cents=} change something and answer with the new state.
 */
public class ApiServlet extends HttpServlet {

    static final String COUNTER = "counter";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Catalogue catalogue;

    @Inject
    private transient Cart cart;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/session" -> answer(response, session(request));
            case "/cart" -> answer(response, cart.content().toString());
            case "/price" -> answer(response, price(request));
            case "/journal" -> answer(response, String.join("\n", SessionJournal.lines()));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/count" -> answer(response, count(request));
            case "/put" -> {
                request.getSession().setAttribute(request.getParameter("name"), request.getParameter("value"));
                answer(response, session(request));
            }
            case "/remove" -> {
                request.getSession().removeAttribute(request.getParameter("name"));
                answer(response, session(request));
            }
            case "/add" -> {
                cart.add(Long.parseLong(request.getParameter("product")));
                answer(response, cart.content().toString());
            }
            case "/renew" -> answer(response, request.changeSessionId());
            case "/leave" -> {
                request.getSession().invalidate();
                answer(response, session(request));
            }
            case "/price" -> {
                catalogue.reprice(product(request), Integer.parseInt(request.getParameter("cents")));
                answer(response, price(request));
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String count(HttpServletRequest request) {
        var session = request.getSession();
        var next = session.getAttribute(COUNTER) instanceof Integer counter ? counter + 1 : 1;
        session.setAttribute(COUNTER, next);
        return Integer.toString(next);
    }

    private static String session(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return "none";
        }
        var lines = new StringBuilder("id=" + session.getId() + "\ntimeout=" + session.getMaxInactiveInterval());
        for (var name : ownNames(Collections.list(session.getAttributeNames()))) {
            lines.append('\n').append(name).append('=').append(session.getAttribute(name));
        }
        return lines.toString();
    }

    /** Frameworks keep things of theirs in the session too, under names with dots or other signs. */
    private static Set<String> ownNames(List<String> names) {
        var own = new TreeSet<>(names);
        own.removeIf(name -> !name.chars().allMatch(Character::isLetterOrDigit));
        return own;
    }

    private String price(HttpServletRequest request) {
        return catalogue.find(product(request)).map(Product::getPrice).orElse("unknown");
    }

    private static long product(HttpServletRequest request) {
        return Long.parseLong(request.getParameter("product"));
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
