package dev.muster.extension.placement;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rendezvous hashing with bounded loads: each room prefers the servers in an order of its own, and gets the first one
 * that stays within {@value #BOUND} times its fair share with the room on it; if there is none, the least loaded one.
 * Since rooms spread by their names, loads that are seconds old do not send them all to one server. Stateless and
 * thread-safe.
 *
 * <p>The bound is that of V. Mirrokni, M. Thorup, M. Zadimoghaddam, "Consistent Hashing with Bounded Loads", SODA 2018.
 */
public final class BoundedLoadPlacement implements PlacementPolicy {

    private static final double BOUND = 1.10;

    private final PlacementPolicy otherwise = new LeastLoadedPlacement();

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        long key = Rendezvous.hash(request.key());
        double fairPerWeight = fairShare(request.weight(), candidates);
        return candidates.stream()
                .filter(server -> server.load() <= limit(server, fairPerWeight, request.weight()))
                .max(Comparator.<Server>comparingDouble(server -> Rendezvous.score(key, server))
                        .thenComparingInt(Server::id))
                .map(server -> placement(server, fairPerWeight, request.weight()))
                .or(() -> otherwise.choose(request, candidates));
    }

    /** All load, with the room, per unit of server weight. */
    private static double fairShare(int weight, List<Server> candidates) {
        double load = weight;
        double capacity = 0;
        for (Server server : candidates) {
            load += server.load();
            capacity += server.weight();
        }
        return load / capacity;
    }

    private static Placement placement(Server server, double fairPerWeight, int weight) {
        String reason = "first of the room's own order within " + BOUND + " of the fair share "
                + Math.round(fairPerWeight * server.weight()) + " (load " + server.load() + ")";
        return new Placement(server, limit(server, fairPerWeight, weight), reason);
    }

    private static long limit(Server server, double fairPerWeight, int weight) {
        return (long) Math.floor(BOUND * fairPerWeight * server.weight()) - weight;
    }
}
