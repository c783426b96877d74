package dev.muster.extension.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the model's database has committed. */
public final class Tables {

    final SortedMap<Integer, ServerLine> servers;
    final SortedMap<String, RoomLine> rooms;
    private long incarnations;

    Tables() {
        this(new TreeMap<>(), new TreeMap<>(), 0);
    }

    private Tables(SortedMap<Integer, ServerLine> servers, SortedMap<String, RoomLine> rooms, long incarnations) {
        this.servers = servers;
        this.rooms = rooms;
        this.incarnations = incarnations;
    }

    Tables copy() {
        return new Tables(new TreeMap<>(servers), new TreeMap<>(rooms), incarnations);
    }

    public long nextIncarnation() {
        return ++incarnations;
    }

    public Iterable<ServerLine> servers() {
        return servers.values();
    }

    public Optional<ServerLine> server(int id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** The row of the slot, if it is that incarnation's. */
    public Optional<ServerLine> server(int id, long incarnation) {
        return server(id).filter(line -> line.incarnation() == incarnation);
    }

    public void put(ServerLine line) {
        servers.put(line.id(), line);
    }

    Optional<RoomLine> room(String room) {
        return Optional.ofNullable(rooms.get(room));
    }

    void put(RoomLine line) {
        rooms.put(line.room(), line);
    }

    /** The holder of a room, as long as its slot is that incarnation's. */
    Optional<ServerLine> holder(RoomLine line) {
        return server(line.serverId(), line.incarnation());
    }
}
