package dev.muster.extension.placement;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes two servers by the room's name and chooses the one that would be less loaded with it (M. Mitzenmacher, "The Power of
 * Two Choices in Randomized Load Balancing", 2001): nearly as even as looking at all, and old loads do little harm.
 * Stateless and thread-safe.
 */
public final class TwoChoicePlacement implements PlacementPolicy {

    private final PlacementPolicy lessLoaded = new LeastLoadedPlacement();

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        long key = Rendezvous.hash(request.key());
        List<Server> two = candidates.stream()
                .sorted(Comparator.<Server>comparingDouble(server -> -Rendezvous.score(key, server))
                        .thenComparingInt(Server::id))
                .limit(2)
                .toList();
        return lessLoaded
                .choose(request, two)
                .map(chosen ->
                        new Placement(chosen.server(), Long.MAX_VALUE, "less loaded of two servers by its name"));
    }
}
