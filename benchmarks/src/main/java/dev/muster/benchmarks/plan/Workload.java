package dev.muster.benchmarks.plan;

/** A kind of request, sent over and over to many sessions. */
public enum Workload {
    READ("read-only", "/read", false, 0),
    READ_OBJECT("read-only, a mutable object", "/read-object", false, 0),
    CHANGE_ONE("one attribute changed", "/change-one", false, 1),
    CHANGE_FIVE("five attributes changed", "/change-five", false, 1),
    LARGE("100 KiB beside a counter", "/change-one", true, 1),
    SIGN_IN("sign-in, changeSessionId", "/sign-in", false, 1);

    private final String title;
    private final String path;
    private final boolean large;
    private final int step;

    Workload(String title, String path, boolean large, int step) {
        this.title = title;
        this.path = path;
        this.large = large;
        this.step = step;
    }

    /** A name for people. */
    public String title() {
        return title;
    }

    /** What is asked for, below the application. */
    public String path() {
        return path;
    }

    /** Whether its sessions have a large attribute. */
    public boolean isLarge() {
        return large;
    }

    /** By how much each request moves the session's counter. */
    public int step() {
        return step;
    }
}
