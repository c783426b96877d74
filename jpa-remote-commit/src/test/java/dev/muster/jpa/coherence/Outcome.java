package dev.muster.jpa.coherence;

import java.util.List;

/**
 * What became of a row.
 *
 * @param cell what the table says
 */
record Outcome(String cell) {

    /** Nothing stale; of what the provider does not cache that is no wonder, and the table says so. */
    static Outcome fresh(List<String> uncached) {
        return new Outcome(
                uncached.isEmpty() ? "✓" : "✓ (not cached by the provider: " + String.join(", ", uncached) + ")");
    }

    /** Nothing stale, since all is read from the database each time. */
    static Outcome neverCached() {
        return new Outcome("✓ (never cached)");
    }

    /** Stale, as is known. */
    static Outcome notCovered(String why) {
        return new Outcome("not covered: " + why);
    }

    /** The provider does not have it. */
    static Outcome without(String why) {
        return new Outcome("– " + why);
    }
}
