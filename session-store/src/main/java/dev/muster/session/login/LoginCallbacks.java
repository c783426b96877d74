package dev.muster.session.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** Listens to what a mechanism tells the container, on the thread of its request. Thread-safe. */
final class LoginCallbacks implements CallbackHandler {

    private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

    private final CallbackHandler container;

    LoginCallbacks(CallbackHandler container) {
        this.container = container;
    }

    /** Begins or, with null, ends an attempt on this thread; returns the one before. */
    static @Nullable Attempt enter(@Nullable Attempt attempt) {
        Attempt before = CURRENT.get();
        if (attempt == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(attempt);
        }
        return before;
    }

    /** The attempt on this thread; our own mechanisms run in one. */
    static Attempt attempt() {
        Attempt attempt = CURRENT.get();
        if (attempt == null) {
            throw new IllegalStateException("no request is being authenticated on this thread");
        }
        return attempt;
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        Attempt attempt = CURRENT.get();
        if (attempt == null) {
            container.handle(callbacks);
            return;
        }
        List<Callback> translated = new ArrayList<>();
        for (Callback callback : callbacks) {
            translated.addAll(attempt.translated(callback));
        }
        container.handle(translated.toArray(Callback[]::new));
        translated.forEach(attempt::told);
    }
}
