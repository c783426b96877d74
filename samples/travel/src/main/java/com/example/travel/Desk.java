package com.example.travel;

import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a traveller can do at the desk, in plain text. */
@WebServlet("/desk/*")
public class Desk extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Booking booking;

    @Inject
    private transient Conversation conversation;

    @Inject
    private transient Wallet wallet;

    @Inject
    private transient Diary diary;

    @Inject
    private transient Gate gate;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(answer(request));
    }

    private String answer(HttpServletRequest request) {
        try {
            return act(request);
        } catch (NonexistentConversationException e) {
            return "nonexistent, transient=" + conversation.isTransient();
        } catch (BusyConversationException e) {
            return "busy, transient=" + conversation.isTransient();
        }
    }

    private String act(HttpServletRequest request) {
        return switch (request.getPathInfo()) {
            case "/book" -> book(request);
            case "/legs" -> booking.getLegs();
            case "/end" -> end();
            case "/hurry" -> hurry(request);
            case "/wait" -> gate.passWith(booking.getLegs());
            case "/waits" -> String.valueOf(gate.isWaitedFor());
            case "/open" -> open();
            case "/collect" -> String.valueOf(wallet.collect());
            case "/points" -> String.valueOf(wallet.points());
            case "/brief" -> brief(request);
            case "/leave" -> leave(request);
            case "/early" -> (String) request.getSession().getAttribute(EarlyBird.NAME);
            case "/diary" -> diary.lines();
            default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    }

    private String book(HttpServletRequest request) {
        booking.add(request.getParameter("leg"));
        return conversation.getId();
    }

    private String end() {
        conversation.end();
        return booking.getLegs();
    }

    private String hurry(HttpServletRequest request) {
        conversation.setTimeout(Long.parseLong(request.getParameter("millis")));
        return String.valueOf(conversation.getTimeout());
    }

    private String open() {
        gate.open();
        return "opened";
    }

    private static String brief(HttpServletRequest request) {
        request.getSession().setMaxInactiveInterval(Integer.parseInt(request.getParameter("seconds")));
        return request.getSession().getId();
    }

    private static String leave(HttpServletRequest request) {
        request.getSession().invalidate();
        return "left";
    }
}
