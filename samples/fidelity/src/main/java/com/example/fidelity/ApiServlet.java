package com.example.fidelity;

import com.example.fidelity.listener.Journal;
import jakarta.enterprise.context.Conversation;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does one thing with the session per path, and answers in plain text. */
@WebServlet(urlPatterns = "/api/*", asyncSupported = true)
public class ApiServlet extends HttpServlet {

    private static final String NOTES = "notes";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Cart cart;

    @Inject
    private transient Booking booking;

    @Inject
    private transient Conversation conversation;

    @Inject
    private transient HttpSession injectedSession;

    @Inject
    private transient HttpServletRequest injectedRequest;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var argument = request.getParameter("is");
        switch (request.getPathInfo()) {
            case "/count" -> answer(response, Counter.next(request.getSession()));
            case "/session" -> answer(response, session(request));
            case "/early" -> answer(response, request.getAttribute(EarlyFilter.SESSION_ID) + " " + session(request));
            case "/injected" -> answer(response, injected(request));
            case "/native" -> answer(response, EarlyFilter.containersSessions());
            case "/link" -> answer(response, response.encodeURL(link(request)));
            case "/journal" -> answer(response, String.join("\n", Journal.lines()));
            case "/put" -> answer(response, put(request, argument));
            case "/note" -> answer(response, note(request.getSession(), argument));
            case "/bind" -> answer(response, put(request, new Bound()));
            case "/unbind" -> answer(response, unbind(request.getSession()));
            case "/renew" -> answer(response, request.changeSessionId());
            case "/leave" -> answer(response, leave(request));
            case "/brief" -> answer(response, brief(request.getSession()));
            case "/cart" -> answer(response, cart(argument));
            case "/begin" -> answer(response, begin(argument));
            case "/step" -> answer(response, step(argument));
            case "/end" -> answer(response, end());
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String session(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? "none" : session.getId();
    }

    private String injected(HttpServletRequest request) {
        injectedSession.setAttribute("injected", request.getSession().getId());
        return String.join(
                " ",
                request.getSession().getId(),
                injectedSession.getId(),
                injectedRequest.getSession(false).getId(),
                (String) request.getSession().getAttribute("injected"));
    }

    private static String link(HttpServletRequest request) {
        request.getSession();
        return request.getContextPath() + "/api/count";
    }

    private static Object put(HttpServletRequest request, Object value) {
        request.getSession().setAttribute("value", value);
        return value;
    }

    private static String unbind(HttpSession session) {
        session.removeAttribute("value");
        return "unbound";
    }

    /** Changes the list in place; it is set only when it is new. */
    @SuppressWarnings("unchecked")
    private static List<String> note(HttpSession session, String text) {
        var notes = (List<String>) session.getAttribute(NOTES);
        if (notes == null) {
            notes = new ArrayList<>();
            session.setAttribute(NOTES, notes);
        }
        notes.add(text);
        return notes;
    }

    private static String leave(HttpServletRequest request) {
        request.getSession().invalidate();
        return session(request);
    }

    private static String brief(HttpSession session) {
        session.setMaxInactiveInterval(1);
        return session.getId();
    }

    private List<String> cart(String item) {
        if (item != null) {
            cart.add(item);
        }
        return cart.content();
    }

    private String begin(String name) {
        conversation.begin();
        booking.step(name);
        return conversation.getId();
    }

    private List<String> step(String name) {
        booking.step(name);
        return booking.steps();
    }

    private List<String> end() {
        var steps = booking.steps();
        conversation.end();
        return steps;
    }

    private static void answer(HttpServletResponse response, Object text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
