package dev.muster.benchmarks.rooms;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule of OpenMeetings 2 and 3: the server with the smallest sum of what its rooms may hold, whatever the room that
 * comes weighs, and without a reservation. Stateless and thread-safe.
 */
final class AncestorsRule implements PlacementPolicy {

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        return candidates.stream()
                .min(Comparator.comparingLong(Server::load).thenComparingInt(Server::id))
                .map(server -> new Placement(server, Long.MAX_VALUE, "smallest sum"));
    }
}
