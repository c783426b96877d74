package dev.muster.session.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous request with the stored session: saves before it is completed or dispatched, after each listener of the
 * application, and once more when it is over. Whatever the container hands to the application passes here, so that its own
 * objects do not come through.
 */
final class SavingAsyncContext implements AsyncContext {

    private final AsyncContext context;
    private final Exchange exchange;
    private final ServletRequest request;
    private final @Nullable ServletResponse response;

    SavingAsyncContext(
            AsyncContext context, Exchange exchange, ServletRequest request, @Nullable ServletResponse response) {
        this.context = context;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
    }

    /** Ours of one that the container has just started. */
    static SavingAsyncContext start(
            AsyncContext context, Exchange exchange, ServletRequest request, @Nullable ServletResponse response) {
        context.addListener(new AsyncEnd(exchange));
        return new SavingAsyncContext(context, exchange, request, response);
    }

    boolean isOf(AsyncContext other) {
        return context == other;
    }

    @Override
    public void complete() {
        exchange.saveOrRefuse();
        context.complete();
    }

    @Override
    public void dispatch() {
        if (exchange.saveOrRefuse()) {
            context.dispatch();
        } else {
            context.complete();
        }
    }

    @Override
    public void dispatch(String path) {
        if (exchange.saveOrRefuse()) {
            context.dispatch(path);
        } else {
            context.complete();
        }
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        if (exchange.saveOrRefuse()) {
            context.dispatch(target, path);
        } else {
            context.complete();
        }
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public @Nullable ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void start(Runnable work) {
        context.start(() -> {
            SessionAccess before = ThreadAccess.enter(exchange);
            try {
                work.run();
            } finally {
                ThreadAccess.enter(before);
            }
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        addListener(listener, request, response);
    }

    @Override
    public void addListener(
            AsyncListener listener, @Nullable ServletRequest forRequest, @Nullable ServletResponse forResponse) {
        context.addListener(new SavingAsyncListener(listener, exchange, forRequest, forResponse));
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        context.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
