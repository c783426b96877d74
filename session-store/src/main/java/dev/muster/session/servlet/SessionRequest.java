package dev.muster.session.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
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

    /** The container would keep the caller in its own session. */
    @Override
    public void login(String name, String password) throws ServletException {
        ProgrammaticLogin login = ProgrammaticLogin.of(getServletContext());
        if (login == null) {
            super.login(name, password);
        } else {
            login.login((HttpServletRequest) getRequest(), wrappedResponse, name, password);
        }
    }

    @Override
    public void logout() throws ServletException {
        super.logout();
        ProgrammaticLogin login = ProgrammaticLogin.of(getServletContext());
        if (login != null) {
            login.loggedOut(exchange);
        }
    }

    /** CDI's own conversation filter, where an application maps it, must not look for a conversation that is ours. */
    @Override
    public @Nullable String getParameter(String name) {
        boolean asksContainer = name.equals("conversationPropagation")
                && getServletContext().getFilterRegistration("CDI Conversation Filter") != null;
        return asksContainer ? "none" : super.getParameter(name);
    }

    /**
     * The container starts with its own objects, so that a later dispatch goes where it would have gone; the asynchronous
     * part gets ours.
     */
    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync(), this, wrappedResponse);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response), request, response);
    }

    private AsyncContext started(AsyncContext raw, ServletRequest request, @Nullable ServletResponse response) {
        return exchange.started(SavingAsyncContext.start(raw, exchange, request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        return exchange.asyncContext(super.getAsyncContext());
    }

    /** The connection leaves HTTP with the answer to this request. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        exchange.save();
        exchange.upgrade(handler);
        return super.upgrade(handler);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher dispatcher = super.getRequestDispatcher(path);
        return dispatcher == null ? null : new SavingDispatcher(dispatcher, exchange);
    }
}
