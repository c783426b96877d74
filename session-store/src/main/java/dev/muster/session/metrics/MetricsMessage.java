package dev.muster.session.metrics;

import dev.muster.Message;

/** What the figures can have to say. */
public enum MetricsMessage implements Message {
    /** Figures cannot be shown. */
    NOT_SHOWN(
            "MUSTER-105",
            "the figures of the sessions of cluster '%s' cannot be shown by %s: %s. Sessions are not affected; they are"
                    + " counted all the same.");

    private final String code;
    private final String pattern;

    MetricsMessage(String code, String pattern) {
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
