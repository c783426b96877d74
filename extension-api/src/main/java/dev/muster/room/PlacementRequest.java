package dev.muster.room;

import java.util.Objects;
import java.util.Optional;

/**
 * The room that a {@link PlacementPolicy} is asked about. Immutable.
 *
 * @param room the name of the room
 * @param weight the load that the room will reserve, at least 1
 * @param affinity what it belongs together with
 */
public record PlacementRequest(String room, int weight, Optional<String> affinity) {

    /** Checks that no component is missing. */
    public PlacementRequest {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(affinity, "affinity");
    }

    /** A room that belongs to no other. */
    public static PlacementRequest of(String room, int weight) {
        return new PlacementRequest(room, weight, Optional.empty());
    }

    /** What a policy that hashes should hash, so that rooms which belong together agree. */
    public String key() {
        return affinity.orElse(room);
    }
}
