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
 * <p>A heavy room finds a server within the bound only if some server has that much left. So rooms that are not light
 * spare what is left for heavier ones: such a room gets the fuller of the first two in its order, which is best fit among
 * two. Light rooms do not, and servers below {@value #ENOUGH_LEFT} of their share are not spared, so that a server which has
 * just joined fills up.
 *
 * <p>The bound is that of V. Mirrokni, M. Thorup, M. Zadimoghaddam, "Consistent Hashing with Bounded Loads", SODA 2018.
 */
public final class BoundedLoadPlacement implements PlacementPolicy {

    private static final double BOUND = 1.10;

    /** Rooms up to this part of a server's share are light. */
    private static final double LIGHT = 0.01;

    /** A server with less than this part of its share has enough left for heavy rooms. */
    private static final double ENOUGH_LEFT = 0.4;

    private final PlacementPolicy otherwise = new LeastLoadedPlacement();

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        double fairPerWeight = fairShare(request.weight(), candidates);
        List<Server> within = candidates.stream()
                .filter(server -> server.load() <= limit(server, fairPerWeight, request.weight()))
                .toList();
        return preferred(request, fairPerWeight, within)
                .map(server -> placement(server, fairPerWeight, request.weight()))
                .or(() -> otherwise.choose(request, candidates));
    }

    private static Optional<Server> preferred(PlacementRequest request, double fairPerWeight, List<Server> within) {
        long key = Rendezvous.hash(request.key());
        Optional<Server> first = first(key, within);
        return first.filter(server -> request.weight() > LIGHT * fairPerWeight * server.weight())
                .filter(server -> used(server) > ENOUGH_LEFT * fairPerWeight)
                .flatMap(server -> first(key, others(server, within)).filter(second -> used(second) > used(server)))
                .or(() -> first);
    }

    private static Optional<Server> first(long key, List<Server> servers) {
        return servers.stream()
                .max(Comparator.<Server>comparingDouble(server -> Rendezvous.score(key, server))
                        .thenComparingInt(Server::id));
    }

    private static List<Server> others(Server one, List<Server> servers) {
        return servers.stream().filter(server -> server.id() != one.id()).toList();
    }

    /** Load per unit of server weight. */
    private static double used(Server server) {
        return server.load() / (double) server.weight();
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
        String reason = "one of the first two of the room's own order within " + BOUND + " of the fair share "
                + Math.round(fairPerWeight * server.weight()) + " (load " + server.load() + ")";
        return new Placement(server, limit(server, fairPerWeight, weight), reason);
    }

    private static long limit(Server server, double fairPerWeight, int weight) {
        return (long) Math.floor(BOUND * fairPerWeight * server.weight()) - weight;
    }
}
