package dev.muster.session;

import dev.muster.Message;
import dev.muster.MusterException;
import org.jspecify.annotations.Nullable;

/**
 * The store cannot be reached at the moment, or not in time. Nothing is wrong with the request, which is answered with
 * status 503 and may be sent again later; of a write it is unknown whether it happened.
 */
public class SessionStoreUnavailableException extends MusterException {

    private static final long serialVersionUID = 1L;

    /** With the failure that showed it, if there was one. */
    public SessionStoreUnavailableException(@Nullable Throwable cause, Message message, @Nullable Object... arguments) {
        super(cause, message, arguments);
    }
}
