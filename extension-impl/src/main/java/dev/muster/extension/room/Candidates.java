package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.registry.Registry;
import dev.muster.room.EnterRequest;
import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses servers for rooms, from memory. The loads are those that the registry last read, with what this server has
 * reserved since; the database has the last word, and {@link #refresh} is for when it says no. Thread-safe.
 */
final class Candidates {

    private final String cluster;
    private final Registry registry;
    private final Chooser chooser;

    /** What this server knows to have been reserved or given back since the registry was read, by incarnation. */
    private final Map<Long, Long> reserved = new HashMap<>();

    private long asOf;

    Candidates(String cluster, Registry registry, PlacementPolicy policy) {
        this.cluster = cluster;
        this.registry = registry;
        this.chooser = new Chooser(policy);
    }

    /**
     * A server for the room; its load counts as reserved from now on.
     *
     * @param anchors servers of rooms that this one belongs together with: the first that takes it gets it
     * @throws MusterException if no server may have the room, or the policy refuses it or fails
     */
    synchronized Placement choose(String room, EnterRequest request, List<Server> anchors) {
        List<Server> candidates = candidates(room, request);
        return reserve(
                request,
                Chooser.together(request.affinity(), anchors, candidates)
                        .or(() -> chooser.choose(of(room, request), candidates))
                        .orElseThrow(() -> refused(room, request, candidates)));
    }

    /**
     * Another server for a room that has to leave its own.
     *
     * @param without incarnation that does not get it
     * @throws MusterException if no other server may have the room, or the policy refuses it or fails
     */
    synchronized Placement chooseOther(String room, EnterRequest request, List<Server> anchors, long without) {
        List<Server> candidates = candidates(room, request).stream()
                .filter(server -> server.incarnation() != without)
                .toList();
        if (candidates.isEmpty()) {
            throw new MusterException(RoomMessage.NO_SERVER, room, cluster);
        }
        Placement placement = reserve(
                request,
                Chooser.together(request.affinity(), anchors, candidates)
                        .or(() -> chooser.chooseOther(of(room, request), candidates))
                        .orElseThrow(() -> refused(room, request, candidates)));
        return new Placement(placement.server(), placement.upTo(), "moved; " + placement.reason());
    }

    private Placement reserve(EnterRequest request, Placement placement) {
        reserved.merge(placement.server().incarnation(), (long) request.weight(), Long::sum);
        return within(placement, request.weight());
    }

    /** Load was given back by a server. */
    synchronized void released(long incarnation, int weight) {
        reserved.merge(incarnation, (long) -weight, Long::sum);
    }

    /** Reads the servers and their loads now. */
    void refresh() {
        registry.refresh();
    }

    private List<Server> candidates(String room, EnterRequest request) {
        List<Server> known = known();
        List<Server> fit = known.stream()
                .filter(server -> server.state() == ServerState.ACTIVE)
                .filter(server -> server.tags().containsAll(request.tags()))
                .toList();
        if (fit.isEmpty()) {
            throw request.tags().isEmpty()
                    ? new MusterException(RoomMessage.NO_SERVER, room, cluster)
                    : new MusterException(RoomMessage.NO_TAGGED_SERVER, room, cluster, request.tags());
        }
        List<Server> spare = fit.stream()
                .filter(server -> server.spare() >= request.weight())
                .toList();
        if (spare.isEmpty()) {
            throw new MusterException(RoomMessage.NO_CAPACITY, room, request.weight(), Chooser.names(fit), cluster);
        }
        return spare;
    }

    private List<Server> known() {
        long read = registry.asOf();
        if (read != asOf) {
            reserved.clear();
            asOf = read;
        }
        return registry.servers().stream()
                .map(server -> server.withLoad(server.load() + reserved.getOrDefault(server.incarnation(), 0L)))
                .toList();
    }

    private static PlacementRequest of(String room, EnterRequest request) {
        return new PlacementRequest(room, request.weight(), request.affinity());
    }

    private MusterException refused(String room, EnterRequest request, List<Server> candidates) {
        return chooser.refused(of(room, request), "none", candidates);
    }

    /** Whatever the policy says, nobody gets more than fits. */
    private static Placement within(Placement placement, int weight) {
        Server server = placement.server();
        long limit = server.capacity() == 0 ? Long.MAX_VALUE : server.capacity() - weight;
        return new Placement(server, Math.min(placement.upTo(), limit), placement.reason());
    }
}
