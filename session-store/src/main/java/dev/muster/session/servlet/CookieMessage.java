package dev.muster.session.servlet;

import dev.muster.Message;

/** What there can be to say about the cookie. */
public enum CookieMessage implements Message {
    /** The server reads our cookie as its own and complains about it. */
    TOLD_IN_LOG(
            "MUSTER-113",
            "cookie %s is named like that of Open Liberty's own sessions. Liberty writes most of each value into its log,"
                    + " for it takes them to be wrong; who reads the log could take over a session. Set"
                    + " muster.session.cookie to another name."),
    /** The balancer does not go where the cookie says. */
    ROUTE_MISSED(
            "MUSTER-161",
            "a user is led to server '%s' by the route in cookie %s, but the balancer came to '%s' with it. The answer is 503"
                    + " until that room is granted anew. If that server is well, the balancer cannot reach it, or it does"
                    + " not go by the route of that cookie.");

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
