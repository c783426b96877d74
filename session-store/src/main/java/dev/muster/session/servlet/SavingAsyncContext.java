package dev.muster.session.servlet;

import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/** Saves before an asynchronous request is completed or dispatched, and once more when it is over. */
final class SavingAsyncContext implements AsyncContext {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final AsyncContext context;
    private final Exchange exchange;

    private SavingAsyncContext(AsyncContext context, Exchange exchange) {
        this.context = context;
        this.exchange = exchange;
    }

    static AsyncContext of(AsyncContext context, Exchange exchange) {
        return context instanceof SavingAsyncContext ? context : new SavingAsyncContext(context, exchange);
    }

    static AsyncContext started(AsyncContext context, Exchange exchange) {
        context.addListener(new End(exchange));
        return of(context, exchange);
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
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void start(Runnable work) {
        context.start(() -> {
            Exchange before = Exchange.enter(exchange);
            try {
                work.run();
            } finally {
                Exchange.enter(before);
            }
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(listener, request, response);
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

    /** The response is on its way when this hears of the end, so a failure can only be logged. */
    private record End(Exchange exchange) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            try {
                exchange.complete();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, SessionMessage.SAVE_FAILED.text(e.getMessage()), e);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows.
        }

        /** The container forgets its listeners when the request starts another asynchronous cycle. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            @Nullable AsyncContext next = event.getAsyncContext();
            if (next != null) {
                next.addListener(this);
            }
        }
    }
}
