package dev.muster.session.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** The request with the stored session in place of the container's. */
final class SessionRequest extends HttpServletRequestWrapper {

    private final Exchange exchange;
    private @Nullable ServletResponse wrappedResponse;

    SessionRequest(HttpServletRequest request, Exchange exchange) {
        super(request);
        this.exchange = exchange;
    }

    boolean isOf(Exchange other) {
        return exchange == other;
    }

    void answeredBy(ServletResponse response) {
        wrappedResponse = response;
    }

    @Override
    public HttpSession getSession() {
        return exchange.session();
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? exchange.session() : exchange.existingSession();
    }

    @Override
    public String changeSessionId() {
        return exchange.changeSessionId();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return exchange.requestedId();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return exchange.isRequestedIdValid();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return exchange.requestedId() != null && !exchange.isRequestedIdInUrl();
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return exchange.isRequestedIdInUrl();
    }

    /** With our own objects: the container would hand the raw ones to the asynchronous part. */
    @Override
    public AsyncContext startAsync() {
        ServletResponse response = wrappedResponse;
        return response == null ? super.startAsync() : startAsync(this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return SavingAsyncContext.started(super.startAsync(request, response), exchange);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return SavingAsyncContext.of(super.getAsyncContext(), exchange);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher dispatcher = super.getRequestDispatcher(path);
        return dispatcher == null ? null : new SavingDispatcher(dispatcher, exchange);
    }
}
