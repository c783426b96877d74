package com.example.legacy;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The store room in plain text: {@code GET product?id=, cached?id=, all}, {@code POST add?id=&name=, rename?id=&name=,
 * rename-all?name=}.
 */
@WebServlet("/stock/*")
public class StockServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Catalogue catalogue;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/product" -> answer(response, name(id(request)));
            case "/cached" -> answer(response, Boolean.toString(catalogue.hasCached(id(request))));
            case "/all" -> answer(response, String.join("\n", catalogue.names()));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var name = request.getParameter("name");
        switch (request.getPathInfo()) {
            case "/add" -> {
                catalogue.add(id(request), name);
                answer(response, name);
            }
            case "/rename" -> {
                catalogue.rename(id(request), name);
                answer(response, name(id(request)));
            }
            case "/rename-all" -> answer(response, Integer.toString(catalogue.renameAll(name)));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private String name(long id) {
        return catalogue.find(id).map(Product::getName).orElse("none");
    }

    private static long id(HttpServletRequest request) {
        return Long.parseLong(request.getParameter("id"));
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
