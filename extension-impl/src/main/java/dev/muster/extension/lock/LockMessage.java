package dev.muster.extension.lock;

import dev.muster.Message;

/** What locks can have to say. */
public enum LockMessage implements Message {
    /** Whoever had it, has it no more. */
    LOST(
            "MUSTER-150",
            "lock '%s' with token %d is not held any more: it was closed, or this server was fenced since it was taken."
                    + " Stop what it protects and take it again."),
    /** The database does not know yet that a lock is free. */
    NOT_GIVEN_BACK(
            "MUSTER-151",
            "lock '%s' could not be given back (%s). Other servers get it when the shared database answers again, or when"
                    + " the lease of this server ends.");

    private final String code;
    private final String pattern;

    LockMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
