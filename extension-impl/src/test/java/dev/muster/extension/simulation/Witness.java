package dev.muster.extension.simulation;

import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.SimulatedPlace;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of one process: its grants, old ones too, and what it was told about the others. */
final class Witness implements MembershipListener {

    private static final int GRANTS_KEPT = 4;

    private final History history;
    private final SimulatedProcess process;
    private final String name;
    private final Map<String, Deque<RoomGrant>> grants = new TreeMap<>();
    private final Map<Long, Server> members = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final Set<Long> own = new HashSet<>();
    private final RoomWitness rooms;
    private SimulatedPlace place;
    private boolean leaving;
    private final Set<Long> fenced = new HashSet<>();
    private int regained;

    Witness(History history, SimulatedProcess process, String name) {
        this.history = history;
        this.process = process;
        this.name = name;
        this.rooms = new RoomWitness(history, name);
    }

    /** What the process was told of its rooms. */
    RoomWitness rooms() {
        return rooms;
    }

    void claimed(SimulatedPlace claimed) {
        place = claimed;
        own(claimed.self());
    }

    void leaving() {
        leaving = true;
        history.note("leaving", name, place.self().incarnation());
        history.over(place.self().incarnation());
    }

    void remember(RoomGrant grant) {
        Deque<RoomGrant> kept = grants.computeIfAbsent(grant.room(), room -> new ArrayDeque<>());
        boolean known = kept.stream()
                .anyMatch(it -> it.epoch() == grant.epoch() && it.server().isSameIncarnation(grant.server()));
        if (!known) {
            kept.addFirst(grant);
        }
        if (kept.size() > GRANTS_KEPT) {
            kept.removeLast();
        }
    }

    /** What the process was given for the room, the latest first. */
    List<RoomGrant> grants(String room) {
        return List.copyOf(grants.getOrDefault(room, new ArrayDeque<>()));
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive() && place != null;
    }

    boolean isLeaving() {
        return leaving;
    }

    ServerIdentity identity() {
        return place.identity();
    }

    Server self() {
        return place.self();
    }

    boolean knows(long incarnation) {
        return members.containsKey(incarnation);
    }

    Set<Long> members() {
        return members.keySet();
    }

    @Override
    public void joined(Server server) {
        history.require(
                members.values().stream().noneMatch(it -> it.id() == server.id()),
                "told of a server whose slot another one has",
                name,
                server.incarnation());
        history.note("joined", name, server.incarnation());
        history.require(
                members.put(server.incarnation(), server) == null && !gone.contains(server.incarnation()),
                "told twice that a server joined",
                name,
                server.incarnation());
        history.require(
                !own.contains(server.incarnation()), "told of itself as of another", name, server.incarnation());
    }

    @Override
    public void left(Server server, boolean orderly) {
        history.note("left", name, server.incarnation(), orderly);
        history.require(
                members.remove(server.incarnation()) != null, "told that a stranger left", name, server.incarnation());
        gone.add(server.incarnation());
        history.require(
                !history.isCurrent(server.incarnation()),
                "told that a server left that may act",
                name,
                server.incarnation());
    }

    @Override
    public void fenced(Server self, String reason) {
        history.note("fenced", name, self.incarnation());
        history.require(fenced.add(self.incarnation()), "fenced twice", name, self.incarnation());
        history.require(place == null || !identity().isCurrent(), "fenced, and may act", name, self.incarnation());
        history.over(self.incarnation());
    }

    @Override
    public void regained(Server self) {
        history.note("regained", name, self.incarnation());
        // It waits for its turn, and the next fence does not.
        history.require(++regained <= fenced.size(), "regained without a fence", name, self.incarnation());
        own(self);
    }

    private void own(Server self) {
        history.require(own.add(self.incarnation()), "has an incarnation again", name, self.incarnation());
    }
}
