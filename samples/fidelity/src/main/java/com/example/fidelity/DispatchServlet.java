package com.example.fidelity;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Counts in the session by way of every kind of dispatch. */
@WebServlet(urlPatterns = "/dispatch/*", asyncSupported = true)
public class DispatchServlet extends HttpServlet {

    private static final String COUNT = "/api/count";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/forward" -> request.getRequestDispatcher(COUNT).forward(request, response);
            case "/named" -> getServletContext().getNamedDispatcher("Named").forward(request, response);
            case "/include" -> {
                response.setContentType("text/plain;charset=UTF-8");
                getServletContext().getRequestDispatcher("/named").include(request, response);
            }
            case "/async" -> request.startAsync().dispatch(COUNT);
            case "/thread" -> countInAThread(request, response);
            case "/status" -> {
                Counter.next(request.getSession());
                response.sendError(HttpServletResponse.SC_CONFLICT);
            }
            case "/exception" -> {
                Counter.next(request.getSession());
                throw new Refused();
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void countInAThread(HttpServletRequest request, HttpServletResponse response) {
        var async = request.startAsync(request, response);
        async.start(() -> {
            try {
                var count = Counter.next(((HttpServletRequest) async.getRequest()).getSession());
                async.getResponse().getWriter().println(count);
                async.complete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
