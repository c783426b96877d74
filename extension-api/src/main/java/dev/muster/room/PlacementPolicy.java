package dev.muster.room;

import dev.muster.server.Server;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the server for a room that is about to be granted. A host replaces the built-in policy, which
 * {@code muster.rooms.placement} names, by a CDI bean of this type.
 *
 * <p>The candidates' loads are what this server knows, which may be some seconds old. The room's load is reserved by a
 * conditional write: if the chosen server's load is above {@link Placement#upTo} by then, the policy is asked again with
 * new figures, so it must be free of side effects. Thread-safe.
 */
@FunctionalInterface
public interface PlacementPolicy {

    /**
     * Chooses one of the candidates.
     *
     * @param candidates live servers that may have the room, with their reserved loads, ordered by id; never empty
     * @return one of the candidates, or empty to refuse the room
     */
    Optional<Placement> choose(PlacementRequest request, List<Server> candidates);
}
