package dev.muster.extension.simulation;

import dev.muster.MusterException;
import dev.muster.room.RoomGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Everything that happened in a run, and whether it may. */
final class History implements Commits {

    private final long seed;
    private final Timeline time;
    private final Cluster cluster;
    private final List<Note> notes = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, RoomLine> lastGrant = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<Long> over = new HashSet<>();
    private final List<RoomLine> lost = new ArrayList<>();
    /** What was left for a grant, by what identifies the grant. */
    private final Map<String, String> left = new HashMap<>();

    private long moves;
    private long states;
    private long hash;
    private long acts;
    private long refusals;
    private long grants;
    private long fences;

    History(long seed, Timeline time, Cluster cluster) {
        this.seed = seed;
        this.time = time;
        this.cluster = cluster;
    }

    Witness witness(SimulatedServer server) {
        Witness witness = new Witness(this, server.process(), server.name());
        witnesses.add(witness);
        return witness;
    }

    void note(Object... words) {
        Note note = new Note(time.now(), words);
        notes.add(note);
        hash = hash * 31 + note.hash();
        if (words[0].equals("fenced")) {
            fences++;
        }
    }

    void require(boolean holds, String broken, Object... about) {
        if (!holds) {
            throw new Violation(seed, time.now(), broken, about, notes);
        }
    }

    /** The process of this incarnation has told its application that it may not act any more. */
    void over(long incarnation) {
        over.add(incarnation);
    }

    /** Whether a process is there that may act as that incarnation. */
    boolean isCurrent(long incarnation) {
        return witnesses.stream()
                .anyMatch(it -> it.isAlive()
                        && it.identity().incarnation() == incarnation
                        && it.identity().isCurrent());
    }

    @Override
    public void granting(RoomLine line) {
        note("granted", line.room(), line.serverId(), line.incarnation(), line.epoch());
        grants++;
        Long highest = epochs.put(line.room(), line.epoch());
        require(
                highest == null || line.epoch() > highest,
                "an epoch does not go up",
                line.room(),
                line.epoch(),
                highest);
        if (line.handedOver()) {
            moves++;
            left.put(
                    RoomWitness.stateOf(line.room(), line.epoch()),
                    RoomWitness.stateOf(line.room(), Objects.requireNonNull(highest)));
        }
        for (Witness witness : witnesses) {
            if (witness.isAlive()) {
                for (RoomGrant grant : witness.grants(line.room())) {
                    require(
                            !grant.isCurrent(),
                            "granted, and another may act",
                            line.room(),
                            line.incarnation(),
                            witness.name(),
                            grant.epoch());
                }
            }
        }
        RoomLine last = lastGrant.put(line.room(), line);
        if (last != null) {
            lost.add(last);
        }
    }

    @Override
    public void ending(RoomLine line) {
        note("closed", line.room(), line.incarnation(), line.epoch());
        lastGrant.remove(line.room());
        for (Witness witness : witnesses) {
            if (witness.isAlive()) {
                witness.grants(line.room())
                        .forEach(grant -> require(
                                !grant.isCurrent(), "closed, and may act", line.room(), witness.name(), grant.epoch()));
            }
        }
    }

    /** Somebody acts by a grant, which was given at some time. */
    void act(Witness witness, RoomGrant grant) {
        if (!isAccepted(grant)) {
            refusals++;
            return;
        }
        acts++;
        note("acted", grant.room(), witness.name(), grant.epoch());
        RoomLine line = cluster.database().tables().room(grant.room()).orElse(null);
        require(
                line != null
                        && line.epoch() == grant.epoch()
                        && line.isOf(grant.server().id(), grant.server().incarnation()),
                "acted by a grant that is over",
                grant.room(),
                witness.name(),
                grant.epoch());
    }

    /** What {@code requireCurrent()} says; most refusals are had without an exception, which costs more than a run's rest. */
    private boolean isAccepted(RoomGrant grant) {
        if (!grant.isCurrent() && !time.chance(0.02)) {
            return false;
        }
        try {
            grant.requireCurrent();
            return true;
        } catch (MusterException e) {
            return false;
        }
    }

    /** State was handed to the application with a room: what was left for this grant, and once. */
    void arrived(RoomGrant grant, String state) {
        states++;
        require(
                state.equals(left.remove(RoomWitness.stateOf(grant.room(), grant.epoch()))),
                "state that was not left for the grant, or was handed over before",
                grant.room(),
                grant.epoch(),
                state);
    }

    /** Somebody was given a room, and nobody has closed it or given it away since. */
    void entered(Witness witness, RoomGrant grant) {
        require(
                !grant.isHere() || !witness.identity().isCurrent() || grant.isCurrent(),
                "entered here, and may not act",
                grant.room(),
                witness.name(),
                grant.epoch());
    }

    /** Somebody was told to have joined; the grant was asked about before. */
    void joined(RoomGrant grant, long endedBefore) {
        note("joined the room", grant.room(), grant.epoch());
        require(grant.epoch() > endedBefore, "joined by a grant that was over", grant.room(), grant.epoch());
    }

    /** The room's epochs up to this one are over: 0 if none is. */
    long ended(String room) {
        long last = epochs.getOrDefault(room, 0L);
        return lastGrant.containsKey(room) ? last - 1 : last;
    }

    void id(Witness witness, long id) {
        hash = hash * 31 + id;
        require(ids.add(id), "an id repeats", witness.name(), id);
    }

    /** No two servers that may act share anything, and the database agrees. */
    void audit() {
        Map<Object, String> taken = new HashMap<>();
        for (Witness witness : witnesses) {
            if (witness.isAlive() && witness.identity().isCurrent()) {
                String other = taken.put(witness.identity().serverId(), witness.name());
                require(other == null, "two servers with one id", witness.name(), other);
                other = taken.put(witness.identity().name(), witness.name());
                require(other == null, "two servers with one name", witness.name(), other);
                ServerLine line = cluster.database()
                        .tables()
                        .server(
                                witness.identity().serverId(),
                                witness.identity().incarnation())
                        .orElse(null);
                require(
                        line != null
                                && line.isMember()
                                && line.leaseUntil() > cluster.database().now(),
                        "may act after its lease",
                        witness.name(),
                        witness.identity().incarnation());
            }
        }
        loads();
    }

    private void loads() {
        Map<Long, Long> load = new HashMap<>();
        Tables tables = cluster.database().tables();
        tables.rooms.values().forEach(room -> load.merge(room.incarnation(), (long) room.weight(), Long::sum));
        for (ServerLine line : tables.servers()) {
            require(
                    !line.isMember()
                            || tables.load(line.incarnation())
                                    .equals(Optional.of(load.getOrDefault(line.incarnation(), 0L))),
                    "the load is not that of the rooms",
                    line.server().name(),
                    line.incarnation(),
                    tables.load(line.incarnation()),
                    load.get(line.incarnation()));
        }
    }

    /** Everything is well again: whatever was lost, somebody was told. */
    void end() {
        audit();
        lost.forEach(line -> require(
                isTold(line.incarnation()), "a room was lost without an event", line.room(), line.incarnation()));
        witnesses.stream().filter(Witness::isAlive).forEach(this::knowsItsRooms);
        for (SimulatedServer server : cluster.servers()) {
            require(server.isUp() && server.identity().isCurrent(), "not back", server.name());
        }
        for (SimulatedServer server : cluster.servers()) {
            Witness witness = server.witness();
            Set<Long> others = new HashSet<>();
            cluster.servers().stream()
                    .filter(it -> it != server)
                    .forEach(it -> others.add(it.identity().incarnation()));
            require(
                    witness.members().equals(others),
                    "does not know who is there",
                    server.name(),
                    witness.members(),
                    others);
        }
    }

    /** The application on a server was told of every room that has gone. */
    private void knowsItsRooms(Witness witness) {
        witness.rooms()
                .here()
                .forEach((room, epoch) -> require(
                        cluster.database()
                                .tables()
                                .room(room)
                                .filter(line -> line.epoch() == epoch
                                        && line.incarnation()
                                                == witness.identity().incarnation())
                                .isPresent(),
                        "gone, and the application was not told",
                        room,
                        witness.name(),
                        epoch));
    }

    /** By its own process, or to every other one that had known it. */
    private boolean isTold(long incarnation) {
        return over.contains(incarnation)
                || witnesses.stream().noneMatch(witness -> witness.isAlive() && witness.knows(incarnation));
    }

    Report report(Map<Faults.Fault, Integer> faults) {
        return new Report(1, acts, refusals, grants, moves, states, lost.size(), fences, ids.size(), hash, faults);
    }

    /** Words about one moment; what they mean is said by the first. */
    record Note(long time, Object... words) {

        long hash() {
            long hash = time;
            for (Object word : words) {
                hash = hash * 31 + String.valueOf(word).hashCode();
            }
            return hash;
        }

        boolean isAbout(Set<Object> things) {
            return Arrays.stream(words).anyMatch(things::contains)
                    || words[0].equals("fault")
                    || words[0].equals("primary")
                    || words[0].equals("clock");
        }

        @Override
        public String toString() {
            return "%10.3f s  %s".formatted(time / 1e9, Arrays.toString(words));
        }
    }
}
