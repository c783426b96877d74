package dev.muster.session.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A listener of the application, called with our objects in place of the container's; what it changes is saved. */
record SavingAsyncListener(
        AsyncListener listener,
        Exchange exchange,
        @Nullable ServletRequest request,
        @Nullable ServletResponse response) implements AsyncListener {

    private interface Call {
        void with(AsyncEvent event) throws IOException;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        tell(event, listener::onComplete, exchange::complete);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        tell(event, listener::onTimeout, exchange::save);
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        tell(event, listener::onError, exchange::save);
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        tell(event, listener::onStartAsync, exchange::save);
    }

    private void tell(AsyncEvent event, Call call, Runnable after) throws IOException {
        SessionAccess before = ThreadAccess.enter(exchange);
        try {
            call.with(ours(event));
        } finally {
            AsyncEnd.logged(after);
            ThreadAccess.enter(before);
        }
    }

    private AsyncEvent ours(AsyncEvent event) {
        AsyncContext raw = event.getAsyncContext();
        return new AsyncEvent(exchange.asyncContext(raw), request, response, event.getThrowable());
    }
}
