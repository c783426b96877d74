package dev.muster.extension.room;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.room.Room;
import dev.muster.room.RoomMoves.Move;
import dev.muster.server.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays through which rooms would move where; changes nothing but itself. For one thread. */
final class MovePlan {

    private final PlacementPolicy policy;
    private final Map<Integer, Server> servers = new TreeMap<>();
    private final List<Move> moves = new ArrayList<>();

    /**
     * @param servers those that take rooms
     */
    MovePlan(PlacementPolicy policy, List<Server> servers) {
        this.policy = policy;
        servers.forEach(server -> this.servers.put(server.id(), server));
    }

    List<Move> moves() {
        return List.copyOf(moves);
    }

    /** All rooms of a server that goes. */
    MovePlan without(Server gone, List<Room> rooms) {
        servers.remove(gone.id());
        rooms.stream().filter(room -> room.server().isSameIncarnation(gone)).forEach(this::place);
        return this;
    }

    /** The rooms that servers give away which have more than their share. */
    MovePlan balanced(List<Room> rooms) {
        FairShare fair = FairShare.of(List.copyOf(servers.values()), 0);
        for (Server server : List.copyOf(servers.values())) {
            long left = fair.surplus(server);
            for (Room room : lightlyUsedFirst(rooms, server)) {
                if (room.weight() <= left && place(room)) {
                    left -= room.weight();
                    servers.computeIfPresent(server.id(), (id, now) -> now.withLoad(now.load() - room.weight()));
                }
            }
        }
        return this;
    }

    private static List<Room> lightlyUsedFirst(List<Room> rooms, Server server) {
        return rooms.stream()
                .filter(room -> room.server().isSameIncarnation(server))
                .sorted(RoomMover.LIGHTLY_USED_FIRST)
                .toList();
    }

    private boolean place(Room room) {
        List<Server> others = servers.values().stream()
                .filter(server -> server.id() != room.server().id())
                .filter(server -> server.spare() >= room.weight())
                .filter(server -> server.tags().containsAll(room.tags()))
                .sorted(Comparator.comparingInt(Server::id))
                .toList();
        Optional<Server> chosen = others.isEmpty()
                ? Optional.empty()
                : FairShare.of(others, room.weight())
                        .youngestWithin()
                        .or(() -> policy.choose(
                                new PlacementRequest(room.name(), room.weight(), room.affinity()), others))
                        .map(Placement::server);
        chosen.ifPresent(server -> {
            servers.put(server.id(), server.withLoad(server.load() + room.weight()));
            moves.add(new Move(room.name(), room.server().name(), server.name()));
        });
        return chosen.isPresent();
    }
}
