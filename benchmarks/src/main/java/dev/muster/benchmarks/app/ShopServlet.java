package dev.muster.benchmarks.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Requests that use a session in the ways that cost. Each answers the session's counter, so that the client can tell
 * whether it sees what it last wrote.
 */
@WebServlet("/")
public final class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LARGE = 100 * 1024;
    private static final int SEED = 20_260_101;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/start" -> start(request.getSession());
            case "/start-large" -> startLarge(request.getSession());
            case "/read" -> read(session(request));
            case "/read-object" -> readObject(session(request));
            case "/change-one" -> count(session(request));
            case "/change-five" -> changeFive(session(request));
            case "/sign-in" -> signIn(request);
            default -> throw new IllegalArgumentException(request.getServletPath());
        }
        answer(response, counter(session(request)));
    }

    private static void start(HttpSession session) {
        session.setAttribute("user", "guest");
        session.setAttribute("counter", 0);
        session.setAttribute("cart", Cart.of(5));
        session.setAttribute("language", "en");
        session.setAttribute("currency", "EUR");
        session.setAttribute("page", "/catalogue/books");
        session.setAttribute("token", "7f0d1c5e2b9a4836");
    }

    /** A counter and bytes that no database can compress. */
    private static void startLarge(HttpSession session) {
        session.setAttribute("counter", 0);
        byte[] large = new byte[LARGE];
        new Random(SEED).nextBytes(large);
        session.setAttribute("document", large);
    }

    private static void read(HttpSession session) {
        require(session.getAttribute("user") instanceof String);
        require(session.getAttribute("language") instanceof String);
    }

    private static void readObject(HttpSession session) {
        require(session.getAttribute("cart") instanceof Cart cart && cart.pieces() == 15);
    }

    private static int count(HttpSession session) {
        int counter = counter(session) + 1;
        session.setAttribute("counter", counter);
        return counter;
    }

    private static void changeFive(HttpSession session) {
        int counter = count(session);
        session.setAttribute("language", counter % 2 == 0 ? "en" : "de");
        session.setAttribute("currency", counter % 2 == 0 ? "EUR" : "CHF");
        session.setAttribute("page", "/catalogue/books/" + counter);
        session.setAttribute("token", Integer.toHexString(counter * SEED));
    }

    private static void signIn(HttpServletRequest request) {
        HttpSession session = session(request);
        request.changeSessionId();
        session.setAttribute("user", "user-" + count(session));
    }

    private static HttpSession session(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            throw new IllegalStateException("the session is lost");
        }
        return session;
    }

    private static int counter(HttpSession session) {
        return session.getAttribute("counter") instanceof Integer counter ? counter : -1;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the session has lost an attribute");
        }
    }

    private static void answer(HttpServletResponse response, int counter) throws IOException {
        byte[] body = Integer.toString(counter).getBytes(StandardCharsets.US_ASCII);
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
