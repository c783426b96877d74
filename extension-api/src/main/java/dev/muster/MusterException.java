package dev.muster;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions thrown by Muster; its message starts with the code of a {@link Message}. */
public class MusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** An exception without a cause. */
    public MusterException(Message message, @Nullable Object... arguments) {
        this(null, message, arguments);
    }

    /** An exception with the failure that led to it. */
    public MusterException(@Nullable Throwable cause, Message message, @Nullable Object... arguments) {
        super(message.text(arguments), cause);
        this.code = message.code();
    }

    /** The code of the message, for example {@code MUSTER-012}. */
    public String code() {
        return code;
    }
}
