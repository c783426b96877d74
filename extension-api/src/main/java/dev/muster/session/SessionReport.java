package dev.muster.session;

import java.util.List;
import java.util.SortedMap;

/**
 * How much room the sessions of an application take in the store. Immutable.
 *
 * @param sessions how many there are, counted up to 100,000
 * @param bytes of all their attributes as they are stored
 * @param largest the largest ones, the largest first
 */
public record SessionReport(int sessions, long bytes, List<Large> largest) {

    /** Copies the list. */
    public SessionReport {
        largest = List.copyOf(largest);
    }

    /**
     * A large session.
     *
     * @param session which one
     * @param attributes the bytes of each attribute by its name
     */
    public record Large(SessionInfo session, SortedMap<String, Integer> attributes) {}
}
