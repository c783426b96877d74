package dev.muster.extension.placement;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses by the room's name alone, so that a room finds the same server again as long as that is there, and a server that
 * goes takes only its own rooms with it. Loads do not matter. Stateless and thread-safe.
 */
public final class RendezvousPlacement implements PlacementPolicy {

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        long key = Rendezvous.hash(request.key());
        return candidates.stream()
                .max(Comparator.<Server>comparingDouble(server -> Rendezvous.score(key, server))
                        .thenComparingInt(Server::id))
                .map(server -> new Placement(server, Long.MAX_VALUE, "first of the room's own order"));
    }
}
