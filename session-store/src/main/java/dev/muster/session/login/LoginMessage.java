package dev.muster.session.login;

import dev.muster.Message;

/** What there can be to say about signing in. */
public enum LoginMessage implements Message {
    /** Whoever signs in is known to one server, or in one request. */
    NOT_KEPT("MUSTER-078", "callers who sign in through the container do not stay signed in: %s"),
    /** A principal cannot be written. */
    NAME_ONLY(
            "MUSTER-079",
            "the principal of a caller (%s) cannot be stored: %s. Requests to come get a principal of the same name, of"
                    + " another class. Let the class implement java.io.Serializable.");

    private final String code;
    private final String pattern;

    LoginMessage(String code, String pattern) {
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
