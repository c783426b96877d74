package dev.muster.extension.simulation;

import dev.muster.extension.room.LiveGrant;
import dev.muster.extension.room.RoomStore;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Rooms in the model's database, seen through one server's link; step by step what the SQL does. */
final class ModelRooms implements RoomStore {

    private final DatabaseLink link;
    private final Commits commits;

    ModelRooms(DatabaseLink link, Commits commits) {
        this.link = link;
        this.commits = commits;
    }

    @Override
    public Optional<LastGrant> last(String room) {
        return link.call((tables, now) -> Effect.of(tables.room(room).map(line -> lastGrant(tables, now, line))));
    }

    @Override
    public Optional<History> history(String room) {
        return link.call((tables, now) -> Effect.of(tables.room(room)
                .map(line -> new History(
                        lastGrant(tables, now, line),
                        line.weight(),
                        line.affinity(),
                        line.tags(),
                        Instant.ofEpochMilli(line.openedAt()),
                        line.grantedBy(),
                        line.reason()))));
    }

    private static LastGrant lastGrant(Tables tables, long now, RoomLine line) {
        Optional<ServerLine> holder = tables.holder(line);
        boolean live = holder.filter(it -> it.isLiveAt(now)).isPresent();
        return new LastGrant(line.epoch(), holder.map(ServerLine::server), live, line.handedOver());
    }

    @Override
    public Outcome grant(Proposal proposal) {
        return link.call(
                (tables, now) -> grant(tables, now, proposal),
                Rows.room(proposal.room()),
                Rows.load(proposal.placement().server().incarnation()));
    }

    private Effect<Outcome> grant(Tables tables, long now, Proposal proposal) {
        Server chosen = proposal.placement().server();
        if (!isFree(tables, proposal)) {
            return Effect.of(Outcome.ROOM_TAKEN);
        }
        if (!takes(tables, proposal.placement())) {
            return Effect.of(Outcome.SERVER_FULL);
        }
        RoomLine line = RoomLine.granted(proposal, now);
        return new Effect<>(Outcome.GRANTED, () -> {
            commits.granting(line);
            tables.put(line);
            tables.addLoad(chosen.incarnation(), line.weight());
        });
    }

    /** Whoever proposes made sure that this last grant is over. */
    private static boolean isFree(Tables tables, Proposal proposal) {
        OptionalLong epoch =
                tables.room(proposal.room()).stream().mapToLong(RoomLine::epoch).findFirst();
        return epoch.equals(proposal.lastEpoch());
    }

    private static boolean takes(Tables tables, Placement placement) {
        long incarnation = placement.server().incarnation();
        return tables.takesRooms(incarnation)
                && tables.load(incarnation)
                        .filter(load -> load <= placement.upTo())
                        .isPresent();
    }

    /** Two statements, as in SQL: the first only looks. */
    @Override
    public OptionalInt end(String room, int serverId, long incarnation) {
        Optional<RoomLine> seen = held(room, serverId, incarnation);
        return seen.isEmpty() ? OptionalInt.empty() : end(seen.get());
    }

    private OptionalInt end(RoomLine seen) {
        return link.call(
                (tables, now) -> {
                    if (!isStill(tables, seen)) {
                        return Effect.of(OptionalInt.empty());
                    }
                    return new Effect<>(OptionalInt.of(seen.weight()), () -> {
                        commits.ending(seen);
                        tables.put(seen.ended());
                        tables.addLoad(seen.incarnation(), -seen.weight());
                    });
                },
                Rows.room(seen.room()),
                Rows.load(seen.incarnation()));
    }

    @Override
    public Outcome move(LiveGrant from, Placement to, long epoch, Optional<byte[]> state) {
        Server old = from.server();
        Optional<RoomLine> seen =
                held(from.room(), old.id(), old.incarnation()).filter(line -> line.epoch() == from.epoch());
        return seen.isEmpty() ? Outcome.ROOM_TAKEN : move(seen.get(), to, epoch, state);
    }

    private Outcome move(RoomLine seen, Placement to, long epoch, Optional<byte[]> state) {
        Server next = to.server();
        return link.call(
                (tables, now) -> {
                    if (!isStill(tables, seen)) {
                        return Effect.of(Outcome.ROOM_TAKEN);
                    }
                    if (!takes(tables, to)) {
                        return Effect.of(Outcome.SERVER_FULL);
                    }
                    return new Effect<>(Outcome.GRANTED, () -> {
                        RoomLine line = seen.moved(to, epoch, state.isPresent(), now);
                        commits.ending(seen);
                        commits.granting(line);
                        tables.put(line);
                        tables.addLoad(seen.incarnation(), -seen.weight());
                        tables.addLoad(next.incarnation(), seen.weight());
                        tables.leaveState(new StateLine(seen.room(), epoch, state));
                    });
                },
                Rows.room(seen.room()),
                Rows.load(seen.incarnation()),
                Rows.load(next.incarnation()));
    }

    private Optional<RoomLine> held(String room, int serverId, long incarnation) {
        return link.call(
                (tables, now) -> Effect.of(tables.room(room).filter(line -> line.isOf(serverId, incarnation))));
    }

    /** Whether the room still has the grant and the load that were seen. */
    private static boolean isStill(Tables tables, RoomLine seen) {
        return tables.room(seen.room())
                .filter(line -> line.isOf(seen.serverId(), seen.incarnation()))
                .filter(line -> line.epoch() == seen.epoch() && line.weight() == seen.weight())
                .isPresent();
    }

    /** Two statements, as in SQL: the second one finds out whether somebody was faster. */
    @Override
    public Optional<byte[]> takeState(String room, long epoch) {
        return link.call((tables, now) -> Effect.of(tables.state(room, epoch))).flatMap(this::take);
    }

    private Optional<byte[]> take(StateLine left) {
        return link.call(
                (tables, now) -> {
                    Optional<StateLine> still = tables.state(left.room(), left.epoch());
                    return new Effect<>(still.flatMap(StateLine::payload), () -> still.ifPresent(tables::removeState));
                },
                Rows.state(left.room()));
    }

    @Override
    public OptionalInt resize(LiveGrant grant, int weight) {
        return held(grant.room(), grant.server().id(), grant.server().incarnation()).stream()
                .filter(line -> line.epoch() == grant.epoch())
                .map(seen -> resize(seen, weight))
                .findFirst()
                .orElseGet(OptionalInt::empty);
    }

    private OptionalInt resize(RoomLine seen, int weight) {
        int growth = weight - seen.weight();
        return link.call(
                (tables, now) -> {
                    if (!isStill(tables, seen)) {
                        return Effect.of(OptionalInt.empty());
                    }
                    return new Effect<>(OptionalInt.of(growth), () -> {
                        tables.room(seen.room()).ifPresent(line -> tables.put(line.weighing(weight)));
                        tables.addLoad(seen.incarnation(), growth);
                    });
                },
                Rows.room(seen.room()),
                Rows.load(seen.incarnation()));
    }

    @Override
    public List<Room> rooms() {
        return rooms(line -> true);
    }

    @Override
    public List<Room> roomsOf(int serverId, long incarnation) {
        return rooms(line -> line.isOf(serverId, incarnation));
    }

    private List<Room> rooms(Predicate<RoomLine> which) {
        return link.call((tables, now) -> Effect.of(tables.rooms.values().stream()
                .filter(which)
                .flatMap(line -> tables.holder(line).stream()
                        .filter(holder -> holder.isLiveAt(now))
                        .map(holder -> room(line, holder.server())))
                .toList()));
    }

    private static Room room(RoomLine line, Server holder) {
        return new Room(
                line.room(),
                holder,
                line.epoch(),
                line.weight(),
                line.affinity(),
                line.tags(),
                Instant.ofEpochMilli(line.openedAt()),
                List.copyOf(line.participants()));
    }

    @Override
    public List<Server> holdersOf(String affinity) {
        return link.call((tables, now) -> Effect.of(tables.rooms.values().stream()
                .filter(line -> line.affinity().filter(affinity::equals).isPresent())
                .flatMap(line -> tables.holder(line).stream())
                .filter(holder -> holder.isLiveAt(now))
                .map(ServerLine::server)
                .distinct()
                .sorted(Comparator.comparingInt(Server::id))
                .toList()));
    }

    @Override
    public boolean add(LiveGrant grant, String participant) {
        return link.call(
                (tables, now) -> {
                    Optional<RoomLine> line = granted(tables, grant);
                    return new Effect<>(
                            line.isPresent(),
                            () -> line.ifPresent(it -> {
                                Set<String> more = new TreeSet<>(it.participants());
                                more.add(participant);
                                tables.put(it.with(more));
                            }));
                },
                Rows.room(grant.room()));
    }

    @Override
    public void remove(LiveGrant grant, String participant) {
        link.call(
                (tables, now) -> {
                    Optional<RoomLine> line = granted(tables, grant);
                    return new Effect<>(
                            line.isPresent(),
                            () -> line.ifPresent(it -> {
                                Set<String> fewer = new TreeSet<>(it.participants());
                                fewer.remove(participant);
                                tables.put(it.with(fewer));
                            }));
                },
                Rows.room(grant.room()));
    }

    private static Optional<RoomLine> granted(Tables tables, LiveGrant grant) {
        return tables.room(grant.room())
                .filter(line -> line.epoch() == grant.epoch())
                .filter(line -> line.isOf(grant.server().id(), grant.server().incarnation()));
    }
}
