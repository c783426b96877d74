package dev.muster.session.servlet;

import dev.muster.Message;

/** What the directory of sessions can have to say. */
enum DirectoryMessage implements Message {
    /** There is nothing to look into. */
    NOT_STORED(
            "MUSTER-106",
            "the sessions of this application are the container's own, so nobody can list or end them. Set"
                    + " muster.session.store=database and muster.datasource to use the SessionDirectory."),
    /** The limit could not be kept. */
    LIMIT_FAILED(
            "MUSTER-107",
            "'%s' has signed in, but whether that is one session too many could not be seen to: %s. The next sign-in of the"
                    + " same principal looks again.");

    private final String code;
    private final String pattern;

    DirectoryMessage(String code, String pattern) {
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
