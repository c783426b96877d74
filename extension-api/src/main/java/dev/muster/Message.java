package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * An operator message with a stable code, for logs and exceptions.
 *
 * <p>Each module keeps its messages in one enum. The code is never reused for another meaning; {@code docs/messages.md}
 * has a paragraph for each. Implementations are immutable.
 */
public interface Message {

    /** The stable code, for example {@code MUSTER-012}. */
    String code();

    /** The text as a {@link java.util.Formatter} pattern: what was found, what it means, what to do. */
    String pattern();

    /** The code followed by the pattern filled with the arguments. */
    default String text(@Nullable Object... arguments) {
        return code() + " " + pattern().formatted(arguments);
    }
}
