package dev.muster.extension.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the model's database has committed. */
public final class Tables {

    final SortedMap<Integer, ServerLine> servers;
    final SortedMap<String, RoomLine> rooms;
    private final SortedMap<Long, Long> loads;
    private final SortedSet<Long> takers;
    private final SortedMap<String, StateLine> states;
    private long incarnations;

    Tables() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), 0);
    }

    private Tables(
            SortedMap<Integer, ServerLine> servers,
            SortedMap<String, RoomLine> rooms,
            SortedMap<Long, Long> loads,
            SortedSet<Long> takers,
            SortedMap<String, StateLine> states,
            long incarnations) {
        this.servers = servers;
        this.rooms = rooms;
        this.loads = loads;
        this.takers = takers;
        this.states = states;
        this.incarnations = incarnations;
    }

    Tables copy() {
        return new Tables(
                new TreeMap<>(servers),
                new TreeMap<>(rooms),
                new TreeMap<>(loads),
                new TreeSet<>(takers),
                new TreeMap<>(states),
                incarnations);
    }

    public long nextIncarnation() {
        return ++incarnations;
    }

    /** All servers with their loads. */
    public List<ServerLine> servers() {
        return servers.values().stream().map(this::withLoad).toList();
    }

    private ServerLine withLoad(ServerLine line) {
        return line.loaded(load(line.incarnation()).orElse(0L));
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

    /** Begins to count the load of an incarnation. */
    public void beginLoad(long incarnation) {
        loads.put(incarnation, 0L);
        takers.add(incarnation);
    }

    /** Whether rooms may be granted to an incarnation. */
    boolean takesRooms(long incarnation) {
        return takers.contains(incarnation);
    }

    /** Says so. */
    void takeRooms(long incarnation, boolean does) {
        if (does) {
            takers.add(incarnation);
        } else {
            takers.remove(incarnation);
        }
    }

    /** What was left for this grant. */
    Optional<StateLine> state(String room, long epoch) {
        return Optional.ofNullable(states.get(room)).filter(line -> line.epoch() == epoch);
    }

    /** Takes the place of what was left before. */
    void leaveState(StateLine line) {
        states.remove(line.room());
        if (line.payload().isPresent()) {
            states.put(line.room(), line);
        }
    }

    void removeState(StateLine line) {
        states.remove(line.room());
    }

    /** The load reserved on an incarnation; empty if it never began. */
    public Optional<Long> load(long incarnation) {
        return Optional.ofNullable(loads.get(incarnation));
    }

    void addLoad(long incarnation, long load) {
        loads.computeIfPresent(incarnation, (key, before) -> before + load);
    }

    /** Forgets the loads of incarnations whose slots have later ones. */
    int removeOldLoads() {
        Set<Long> present =
                servers.values().stream().map(ServerLine::incarnation).collect(Collectors.toSet());
        int before = loads.size();
        loads.keySet().retainAll(present);
        takers.retainAll(present);
        return before - loads.size();
    }

    /** States that were left for grants before the last one of their room. */
    List<StateLine> oldStates() {
        return states.values().stream()
                .filter(state -> room(state.room())
                        .filter(line -> line.epoch() > state.epoch())
                        .isPresent())
                .toList();
    }

    /** Whether the room's last grant is over for good. */
    boolean isOver(RoomLine line) {
        return server(line.serverId())
                .filter(server -> server.incarnation() > line.incarnation()
                        || (server.incarnation() == line.incarnation() && !server.isMember()))
                .isPresent();
    }

    void remove(RoomLine line) {
        rooms.remove(line.room());
        states.remove(line.room());
    }

    Optional<RoomLine> room(String room) {
        return Optional.ofNullable(rooms.get(room));
    }

    void put(RoomLine line) {
        rooms.put(line.room(), line);
    }

    /** The holder of a room, as long as its slot is that incarnation's. */
    Optional<ServerLine> holder(RoomLine line) {
        return server(line.serverId(), line.incarnation()).map(this::withLoad);
    }
}
