package com.example.board;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The board in plain text: {@code GET notice?id=, cached?id=, all}, {@code POST pin?id=&text=, rewrite?id=&text=,
 * rewrite-all?text=}.
 */
@WebServlet("/api/*")
public class BoardServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Board board;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/notice" -> answer(response, text(id(request)));
            case "/cached" -> answer(response, Boolean.toString(board.hasCached(id(request))));
            case "/all" -> answer(response, String.join("\n", board.texts()));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var text = request.getParameter("text");
        switch (request.getPathInfo()) {
            case "/pin" -> {
                board.pin(id(request), text);
                answer(response, text);
            }
            case "/rewrite" -> {
                board.rewrite(id(request), text);
                answer(response, text(id(request)));
            }
            case "/rewrite-all" -> answer(response, Integer.toString(board.rewriteAll(text)));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private String text(long id) {
        return board.find(id).map(Notice::getText).orElse("none");
    }

    private static long id(HttpServletRequest request) {
        return Long.parseLong(request.getParameter("id"));
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
