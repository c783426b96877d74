package dev.muster.extension.infinispan;

import java.util.List;

/**
 * How the fast path of rooms is at one moment. Whatever it is, rooms are right; only their speed differs. Immutable.
 *
 * @param state in one word
 * @param missing the live servers that this one does not reach, by name; empty unless degraded
 * @param reason why it is down; empty unless it is
 */
public record CacheStatus(State state, List<String> missing, String reason) {

    /** The one word. */
    public enum State {
        /** Does not work, here and now: rooms are looked up in the database. */
        DOWN(0),
        /** Works, but does not reach some live servers: what they granted is looked up in the database. */
        DEGRADED(1),
        /** Works, with all live servers that take part. */
        UP(2);

        private final int level;

        State(int level) {
            this.level = level;
        }

        /** As a figure: the better, the higher. */
        public int level() {
            return level;
        }
    }

    /** Copies the list. */
    public CacheStatus {
        missing = List.copyOf(missing);
    }

    static CacheStatus up() {
        return new CacheStatus(State.UP, List.of(), "");
    }

    static CacheStatus degraded(List<String> missing) {
        return new CacheStatus(State.DEGRADED, missing, "");
    }

    static CacheStatus down(String reason) {
        return new CacheStatus(State.DOWN, List.of(), reason);
    }

    /** As an administrator reads it, for example {@code DEGRADED missing=[west]}. */
    @Override
    public String toString() {
        return switch (state) {
            case UP -> "UP";
            case DEGRADED -> "DEGRADED missing=" + missing;
            case DOWN -> "DOWN " + reason;
        };
    }
}
