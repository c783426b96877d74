package dev.muster.session.servlet;

import dev.muster.Message;

/** What there can be to say about the cookie. */
public enum CookieMessage implements Message {
    /** The server reads our cookie as its own and complains about it. */
    TOLD_IN_LOG(
            "MUSTER-113",
            "cookie %s is named like that of Open Liberty's own sessions. Liberty writes most of each value into its log,"
                    + " for it takes them to be wrong; who reads the log could take over a session. Set"
                    + " muster.session.cookie to another name.");

    private final String code;
    private final String pattern;

    CookieMessage(String code, String pattern) {
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
