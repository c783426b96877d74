package dev.muster.extension.placement;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the server that would be least loaded with the room on it: the reserved load plus the room's weight, relative
 * to the server's weight. Of equals, the one with the lowest id: which server was asked makes no difference, so that the
 * same figures always lead to the same choice. Stateless and thread-safe.
 */
public final class LeastLoadedPlacement implements PlacementPolicy {

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        return candidates.stream()
                .min(Comparator.<Server>comparingDouble(server -> utilisation(server, request.weight()))
                        .thenComparingInt(Server::id))
                .map(server ->
                        Placement.on(server, "least loaded of " + candidates.size() + " (load " + server.load() + ")"));
    }

    private static double utilisation(Server server, int weight) {
        return (server.load() + (double) weight) / server.weight();
    }
}
