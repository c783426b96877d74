package dev.muster.session.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Sets the cookie before an include, for headers cannot be set while one runs. */
final class SavingDispatcher implements RequestDispatcher {

    private final RequestDispatcher dispatcher;
    private final Exchange exchange;

    SavingDispatcher(RequestDispatcher dispatcher, Exchange exchange) {
        this.dispatcher = dispatcher;
        this.exchange = exchange;
    }

    @Override
    public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        dispatcher.forward(request, response);
    }

    @Override
    public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        exchange.announce();
        dispatcher.include(request, response);
    }
}
