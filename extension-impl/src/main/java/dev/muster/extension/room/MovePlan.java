package dev.muster.extension.room;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.room.Room;
import dev.muster.room.RoomMoves.Move;
import dev.muster.server.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Plays through which rooms would move where; changes nothing but itself. For one thread. */
final class MovePlan {

    private final Chooser chooser;
    private final List<Room> rooms;
    private final Map<Integer, Server> servers = new TreeMap<>();

    /** Where each room lives by now. */
    private final Map<String, Server> homes = new HashMap<>();

    private final List<Move> moves = new ArrayList<>();

    /**
     * @param servers those that take rooms
     */
    MovePlan(PlacementPolicy policy, List<Server> servers, List<Room> rooms) {
        this.chooser = new Chooser(policy);
        this.rooms = rooms;
        servers.forEach(server -> this.servers.put(server.id(), server));
        rooms.forEach(room -> homes.put(room.name(), room.server()));
    }

    List<Move> moves() {
        return List.copyOf(moves);
    }

    /** The server gives all its rooms to others. */
    MovePlan drained(Server gone) {
        servers.remove(gone.id());
        rooms.stream().filter(room -> livesOn(gone, room)).forEach(room -> place(room, chooser::chooseOther));
        return this;
    }

    /** The server is lost, and all its rooms are entered again. */
    MovePlan died(Server gone) {
        servers.remove(gone.id());
        List<Room> lost = rooms.stream().filter(room -> livesOn(gone, room)).toList();
        lost.forEach(room -> homes.remove(room.name()));
        lost.forEach(room -> place(room, chooser::choose));
        return this;
    }

    /** The rooms that servers give away which have more than their share. */
    MovePlan balanced() {
        FairShare fair = FairShare.of(List.copyOf(servers.values()), 0);
        for (Server server : List.copyOf(servers.values())) {
            long left = fair.surplus(server);
            for (Room room : lightlyUsedFirst(server)) {
                if (room.weight() <= left && place(room, chooser::chooseOther)) {
                    left -= room.weight();
                    servers.computeIfPresent(server.id(), (id, now) -> now.withLoad(now.load() - room.weight()));
                }
            }
        }
        return this;
    }

    private List<Room> lightlyUsedFirst(Server server) {
        return rooms.stream()
                .filter(room -> livesOn(server, room))
                .sorted(RoomMover.LIGHTLY_USED_FIRST)
                .toList();
    }

    private static boolean livesOn(Server server, Room room) {
        return room.server().isSameIncarnation(server);
    }

    private boolean place(Room room, BiFunction<PlacementRequest, List<Server>, Optional<Placement>> choice) {
        List<Server> others = servers.values().stream()
                .filter(server -> !livesOn(server, room))
                .filter(server -> server.spare() >= room.weight())
                .filter(server -> server.tags().containsAll(room.tags()))
                .toList();
        Optional<Server> chosen = others.isEmpty()
                ? Optional.empty()
                : Chooser.together(room.affinity(), anchors(room), others)
                        .or(() ->
                                choice.apply(new PlacementRequest(room.name(), room.weight(), room.affinity()), others))
                        .flatMap(placement -> others.stream()
                                .filter(placement.server()::isSameIncarnation)
                                .findFirst());
        chosen.ifPresent(server -> move(room, server));
        return chosen.isPresent();
    }

    /** The servers of the rooms with which this one belongs together, ordered by id. */
    private List<Server> anchors(Room room) {
        return rooms.stream()
                .filter(other -> room.affinity().isPresent() && other.affinity().equals(room.affinity()))
                .flatMap(other -> Optional.ofNullable(homes.get(other.name())).stream())
                .sorted(Comparator.comparingInt(Server::id))
                .toList();
    }

    private void move(Room room, Server to) {
        servers.put(to.id(), to.withLoad(to.load() + room.weight()));
        homes.put(room.name(), to);
        moves.add(new Move(room.name(), room.server().name(), to.name()));
    }
}
