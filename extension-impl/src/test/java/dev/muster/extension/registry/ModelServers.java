package dev.muster.extension.registry;

import dev.muster.extension.registry.Choice.Take;
import dev.muster.extension.simulation.DatabaseLink;
import dev.muster.extension.simulation.Effect;
import dev.muster.extension.simulation.Rows;
import dev.muster.extension.simulation.ServerLine;
import dev.muster.extension.simulation.Tables;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The servers in the simulator's database, seen through one server's link; statement by statement what the SQL does. */
final class ModelServers implements ServerStore {

    private final DatabaseLink link;
    private final long leaseMillis;

    ModelServers(DatabaseLink link, long leaseMillis) {
        this.link = link;
        this.leaseMillis = leaseMillis;
    }

    @Override
    public Snapshot read() {
        return link.call((tables, now) -> Effect.of(snapshot(tables, now)));
    }

    @Override
    public Optional<Claimed> claim(Function<Snapshot, Choice> choice, Candidate candidate, long asOf) {
        Choice chosen = link.call((tables, now) -> Effect.of(choice.apply(snapshot(tables, now))));
        if (!(chosen instanceof Take slot)) {
            return Optional.empty();
        }
        return link.call(
                (tables, now) -> choice.apply(snapshot(tables, now)) instanceof Take same && same.id() == slot.id()
                        ? take(tables, now, same, candidate, asOf)
                        : Effect.of(Optional.empty()),
                Rows.CLUSTER,
                Rows.server(slot.id()));
    }

    private Effect<Optional<Claimed>> take(Tables tables, long now, Take slot, Candidate candidate, long asOf) {
        long incarnation = tables.nextIncarnation();
        long floor = slot.previous().map(ServerRow::idHighWater).orElse(0L);
        long mark = Math.max(floor, Math.max(now, floor) + leaseMillis);
        ServerLine line = line(slot, incarnation, candidate, now, mark);
        List<ServerRow> rows = new ArrayList<>(snapshot(tables, now).rows());
        rows.removeIf(row -> row.id() == slot.id());
        rows.add(row(line));
        Renewal renewal = new Renewal(new Snapshot(now, rows), mark);
        return new Effect<>(Optional.of(new Claimed(line.server(), asOf, floor, renewal)), () -> {
            tables.put(line);
            tables.beginLoad(incarnation);
        });
    }

    private ServerLine line(Take slot, long incarnation, Candidate candidate, long now, long mark) {
        Server server = new Server(
                slot.id(),
                incarnation,
                slot.name(),
                ServerState.ACTIVE,
                candidate.protocol(),
                candidate.address(),
                candidate.port(),
                candidate.path(),
                candidate.weight(),
                candidate.capacity(),
                candidate.tags(),
                0,
                Instant.ofEpochMilli(now + leaseMillis),
                Instant.ofEpochMilli(now));
        return new ServerLine(server, candidate.meshAddress(), 0, candidate.fingerprint(), mark);
    }

    /** Three statements, as in SQL: between them anything may happen. */
    @Override
    public Optional<Renewal> renew(int id, long incarnation, long idTime) {
        if (!extend(id, incarnation)) {
            return Optional.empty();
        }
        Snapshot snapshot = read();
        long mark = snapshot.row(id, incarnation).map(ServerRow::idHighWater).orElse(0L);
        long wanted = Math.max(snapshot.now(), idTime) + leaseMillis;
        boolean raised = wanted > mark && raise(id, incarnation, wanted);
        return Optional.of(new Renewal(snapshot, raised ? wanted : mark));
    }

    private boolean extend(int id, long incarnation) {
        return link.renew(
                (tables, now) -> {
                    Optional<ServerLine> line = tables.server(id, incarnation).filter(it -> it.isLiveAt(now));
                    return new Effect<>(
                            line.isPresent(), () -> line.ifPresent(it -> tables.put(it.until(now + leaseMillis))));
                },
                Rows.server(id));
    }

    private boolean raise(int id, long incarnation, long mark) {
        return link.call(
                (tables, now) -> {
                    Optional<ServerLine> line = tables.server(id, incarnation).filter(it -> it.idHighWater() < mark);
                    return new Effect<>(line.isPresent(), () -> line.ifPresent(it -> tables.put(it.marked(mark))));
                },
                Rows.server(id));
    }

    /** Two statements, as in SQL: the second finds out why the first one changed nothing. */
    @Override
    public boolean bury(int id, long incarnation) {
        return markLost(id, incarnation) || hasEnded(id, incarnation);
    }

    private boolean markLost(int id, long incarnation) {
        return link.call(
                (tables, now) -> {
                    Optional<ServerLine> line = tables.server(id, incarnation)
                            .filter(it -> it.server().state() != ServerState.LEFT)
                            .filter(it -> it.leaseUntil() <= now);
                    return new Effect<>(
                            line.isPresent(), () -> line.ifPresent(it -> tables.put(it.in(ServerState.LOST))));
                },
                Rows.server(id));
    }

    private boolean hasEnded(int id, long incarnation) {
        return link.call((tables, now) -> Effect.of(
                tables.server(id, incarnation).filter(ServerLine::isMember).isEmpty()));
    }

    @Override
    public void leave(int id, long incarnation) {
        link.call(
                (tables, now) -> {
                    Optional<ServerLine> line = tables.server(id, incarnation);
                    return new Effect<>(
                            line.isPresent(),
                            () -> line.ifPresent(
                                    it -> tables.put(it.in(ServerState.LEFT).until(now))));
                },
                Rows.server(id));
    }

    @Override
    public void publishMesh(int id, long incarnation, String address, int port) {
        link.call(
                (tables, now) -> {
                    Optional<ServerLine> line = tables.server(id, incarnation);
                    return new Effect<>(
                            line.isPresent(), () -> line.ifPresent(it -> tables.put(it.meshAt(address, port))));
                },
                Rows.server(id));
    }

    private static Snapshot snapshot(Tables tables, long now) {
        List<ServerRow> rows = new ArrayList<>();
        tables.servers().forEach(line -> rows.add(row(line)));
        return new Snapshot(now, rows);
    }

    private static ServerRow row(ServerLine line) {
        return new ServerRow(
                new Member(line.server(), line.meshAddress(), line.meshPort(), line.fingerprint()), line.idHighWater());
    }
}
