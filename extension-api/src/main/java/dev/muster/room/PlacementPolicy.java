package dev.muster.room;

import dev.muster.server.Server;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the server for a room that is about to be granted. A host replaces the built-in policy by a CDI alternative.
 *
 * <p>The choice is reserved by a conditional write: if the chosen server's load moved meanwhile, the policy is asked
 * again with new figures, so it must be free of side effects. Thread-safe.
 */
@FunctionalInterface
public interface PlacementPolicy {

    /**
     * Chooses one of the candidates.
     *
     * @param room the name of the room
     * @param weight the load that the room will reserve
     * @param candidates live servers that take rooms, with their reserved loads, ordered by id; never empty
     * @return one of the candidates, or empty to refuse the room
     */
    Optional<Server> choose(String room, int weight, List<Server> candidates);
}
