package dev.muster.session.servlet;

import dev.muster.session.SessionStoreUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The answer 503 to a request that needs the session store while it is away. */
final class Refusal {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Refusal() {}

    static boolean isDueTo(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SessionStoreUnavailableException) {
                return true;
            }
        }
        return false;
    }

    /** Replaces what was answered so far; false if that is on its way already. */
    static boolean send(@Nullable HttpServletResponse response) {
        if (response == null || response.isCommitted()) {
            return false;
        }
        try {
            response.reset();
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
