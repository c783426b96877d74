package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.extension.ControlMessage;
import dev.muster.extension.registry.OrderTable;
import dev.muster.extension.registry.Registry;
import dev.muster.room.Explanation;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.Room;
import dev.muster.room.RoomMoves;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Explains and previews from what the database says now, and orders the servers to balance. Thread-safe. */
public final class ClusterMoves implements RoomMoves {

    private final String cluster;
    private final RoomStore store;
    private final Registry registry;
    private final PlacementPolicy policy;
    private final OrderTable orders;

    /** Moves of one cluster. */
    public ClusterMoves(String cluster, RoomStore store, Registry registry, PlacementPolicy policy, OrderTable orders) {
        this.cluster = cluster;
        this.store = store;
        this.registry = registry;
        this.policy = policy;
        this.orders = orders;
    }

    @Override
    public Explanation explain(String room) {
        registry.refresh();
        return store.history(room)
                .map(history -> new Explainer(registry.servers()).explain(room, history))
                .orElseGet(() -> Explainer.unknown(room));
    }

    @Override
    public List<Move> preview(Change change) {
        registry.refresh();
        List<Room> rooms = store.rooms();
        if (change instanceof Change.Join join) {
            return joined(join.weight(), rooms).balanced().moves();
        }
        MovePlan plan = new MovePlan(policy, active(), rooms);
        return change instanceof Change.Drain drain
                ? plan.drained(server(drain.serverId())).moves()
                : plan.died(server(((Change.Death) change).serverId())).moves();
    }

    @Override
    public List<Move> rebalance() {
        registry.refresh();
        FairShare fair = FairShare.of(active(), 0);
        List<Move> probably =
                new MovePlan(policy, active(), store.rooms()).balanced().moves();
        for (Server server : fair.servers()) {
            long surplus = fair.surplus(server);
            if (surplus > 0) {
                orders.shed(server.id(), surplus);
            }
        }
        registry.refresh();
        return probably;
    }

    private MovePlan joined(int weight, List<Room> rooms) {
        List<Server> servers = new ArrayList<>(active());
        servers.add(new Server(
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                "(new)",
                ServerState.ACTIVE,
                "http",
                "",
                0,
                "",
                weight,
                0,
                java.util.Set.of(),
                0,
                Instant.EPOCH,
                Instant.EPOCH));
        return new MovePlan(policy, servers, rooms);
    }

    private List<Server> active() {
        return registry.servers().stream()
                .filter(server -> server.state() == ServerState.ACTIVE)
                .toList();
    }

    private Server server(int id) {
        List<Server> servers = registry.servers();
        return servers.stream()
                .filter(server -> server.id() == id)
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ControlMessage.NO_SUCH_SERVER,
                        cluster,
                        id,
                        servers.stream()
                                .map(server -> server.id() + " '" + server.name() + "'")
                                .toList()));
    }
}
