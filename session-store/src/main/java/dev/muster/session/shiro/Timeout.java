package dev.muster.session.shiro;

/** Shiro counts timeouts in milliseconds and means "never" by a negative one; the store counts seconds, zero is never. */
final class Timeout {

    private static final long NEVER = -1;

    private Timeout() {}

    static int seconds(long millis) {
        return millis < 0 ? 0 : (int) Math.min(Math.max((millis + 999) / 1000, 1), Integer.MAX_VALUE);
    }

    static long millis(int seconds) {
        return seconds <= 0 ? NEVER : seconds * 1000L;
    }
}
