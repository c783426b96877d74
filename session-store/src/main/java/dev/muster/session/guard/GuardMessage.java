package dev.muster.session.guard;

import dev.muster.Message;

/** What the guard of the session store can have to say. */
public enum GuardMessage implements Message {
    /** An outage begins. */
    AWAY(
            "MUSTER-108",
            "the session store is away: %s. Requests that need what it holds are answered with 503 at once; a background"
                    + " thread keeps asking whether it is back. See to the database and to the connection pool."),
    /** An outage is over. */
    BACK("MUSTER-109", "the session store is back after %s s; %s requests had to do without it"),
    /** What a request was told. */
    UNAVAILABLE("MUSTER-110", "the session store cannot be used at the moment: %s");

    private final String code;
    private final String pattern;

    GuardMessage(String code, String pattern) {
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
