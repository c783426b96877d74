package dev.muster.config;

import dev.muster.Message;

/** What reading the configuration can have to say. */
public enum ConfigMessage implements Message {
    /** A key that nobody knows. */
    UNKNOWN_KEY("MUSTER-010", "%s (value '%s', from %s) is not a setting of Muster. %s"),
    /** A value that its setting does not take. */
    BAD_VALUE("MUSTER-011", "%s is '%s' (from %s). Right would be %s."),
    /** An alternative of ours in beans.xml that does not exist. */
    UNKNOWN_ALTERNATIVE(
            "MUSTER-013",
            "beans.xml selects the alternative '%s', which does not exist in Muster. Right would be one of: %s."),
    /** Two settings that contradict each other. */
    CONTRADICTION("MUSTER-014", "%s is '%s', but %s is '%s': %s."),
    /** The web.xml leaves us out. */
    CUT_OFF(
            "MUSTER-015",
            "web.xml has <absolute-ordering> without '%s', so the server leaves the filter of Muster out while its CDI"
                    + " part is active. Add <name>%s</name> to <absolute-ordering>, before <others/>."),
    /** A variable in the environment that looks like ours. */
    UNKNOWN_VARIABLE("MUSTER-016", "environment variable %s is not a setting of Muster and is ignored. %s"),
    /** A properties file that cannot be read. */
    UNREADABLE("MUSTER-017", "%s cannot be read: %s");

    private final String code;
    private final String pattern;

    ConfigMessage(String code, String pattern) {
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
