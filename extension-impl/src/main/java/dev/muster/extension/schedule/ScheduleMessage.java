package dev.muster.extension.schedule;

import dev.muster.Message;

/** What scheduled methods can have to say. */
public enum ScheduleMessage implements Message {
    /** Nobody can say whether another server runs it. */
    SKIPPED("MUSTER-152", "'%s' is not run this time, because this server cannot find out whether another runs it: %s"),
    /** The annotation stands where it cannot work. */
    IMPOSSIBLE("MUSTER-153", "%s cannot be @OncePerCluster: %s.");

    private final String code;
    private final String pattern;

    ScheduleMessage(String code, String pattern) {
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
