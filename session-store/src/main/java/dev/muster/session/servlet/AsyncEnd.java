package dev.muster.session.servlet;

import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.jspecify.annotations.Nullable;

/**
 * Our own listener of an asynchronous request, the first of all: saves before the container answers a timeout or an error,
 * and releases the session at the end. The response may be on its way by then, so a failure can only be logged.
 */
record AsyncEnd(Exchange exchange) implements AsyncListener {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    @Override
    public void onComplete(AsyncEvent event) {
        logged(exchange::complete);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        logged(exchange::save);
    }

    @Override
    public void onError(AsyncEvent event) {
        logged(exchange::save);
    }

    /** The container forgets its listeners when the request starts another asynchronous cycle. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        @Nullable AsyncContext next = event.getAsyncContext();
        if (next != null) {
            next.addListener(this);
        }
    }

    static void logged(Runnable saving) {
        try {
            saving.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, SessionMessage.SAVE_FAILED.text(e.getMessage()), e);
        }
    }
}
