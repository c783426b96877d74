package dev.muster.extension.sweep;

import dev.muster.Message;

/** What sweeping can have to say. */
public enum SweepMessage implements Message {
    /** Old rows stay for now. */
    FAILED(
            "MUSTER-165",
            "rows that nobody needs any more could not be deleted: %s. Nothing else is wrong; a server of the cluster tries"
                    + " again in an hour.");

    private final String code;
    private final String pattern;

    SweepMessage(String code, String pattern) {
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
