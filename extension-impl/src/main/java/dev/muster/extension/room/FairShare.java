package dev.muster.extension.room;

import dev.muster.room.Placement;
import dev.muster.server.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each of some servers should carry if the load were spread by their weights. Immutable.
 *
 * @param servers who shares
 * @param perWeight load per unit of server weight
 * @param weight of the room that is about to come; 0 for none
 */
record FairShare(List<Server> servers, double perWeight, int weight) {

    /** Servers may have so many times their share before rooms are taken from them, or not given to them. */
    static final double BOUND = 1.10;

    static FairShare of(List<Server> servers, int weight) {
        double load = weight;
        double weights = 0;
        for (Server server : servers) {
            load += server.load();
            weights += server.weight();
        }
        return new FairShare(servers, weights == 0 ? 0 : load / weights, weight);
    }

    double of(Server server) {
        return perWeight * server.weight();
    }

    /** The server that started last of those that stay within their bound with the room. */
    Optional<Placement> youngestWithin() {
        return servers.stream()
                .filter(server -> server.load() <= limit(server))
                .max(Comparator.comparingLong(Server::incarnation))
                .map(server -> new Placement(
                        server,
                        limit(server),
                        "youngest server within " + BOUND + " of the fair share " + Math.round(of(server))));
    }

    /** The load that a server has to give away to come down to its share; 0 if it is within the bound. */
    long surplus(Server server) {
        return server.load() > BOUND * of(server) ? (long) (server.load() - of(server)) : 0;
    }

    private long limit(Server server) {
        return (long) Math.floor(BOUND * of(server)) - weight;
    }
}
