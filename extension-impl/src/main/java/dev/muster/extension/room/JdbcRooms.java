package dev.muster.extension.room;

import dev.muster.extension.room.RoomTable.Reserved;
import dev.muster.room.Placement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Rooms in the tables {@code muster_room}, {@code muster_participant} and {@code muster_load}. Lock order: room, loads by
 * server id, participants. No lease is locked. Thread-safe.
 */
public final class JdbcRooms implements RoomStore {

    private final Database database;
    private final ServerTable servers;
    private final RoomTable rooms;
    private final MoveTable moves;
    private final ParticipantTable participants;

    /** The rooms of this cluster. */
    public JdbcRooms(Database database, String cluster) {
        this.database = database;
        this.servers = new ServerTable(cluster);
        this.rooms = new RoomTable(database.dialect(), cluster);
        this.moves = new MoveTable(database.dialect(), cluster);
        this.participants = new ParticipantTable(database, cluster);
    }

    @Override
    public Optional<LastGrant> last(String room) {
        return database.run(connection -> rooms.last(connection, room));
    }

    @Override
    public Optional<History> history(String room) {
        return database.run(connection -> rooms.history(connection, room));
    }

    @Override
    public Outcome grant(Proposal proposal) {
        try {
            return database.transact(connection -> grant(connection, proposal));
        } catch (Undone e) {
            return e.outcome;
        }
    }

    @Override
    public OptionalInt end(String room, int serverId, long incarnation) {
        try {
            return database.transact(connection -> end(connection, room, serverId, incarnation));
        } catch (Undone e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public List<Room> rooms() {
        return database.run(rooms::rooms);
    }

    @Override
    public List<Room> roomsOf(int serverId, long incarnation) {
        return database.run(connection -> rooms.roomsOf(connection, serverId, incarnation));
    }

    @Override
    public List<Server> holdersOf(String affinity) {
        return database.run(connection -> rooms.holdersOf(connection, affinity));
    }

    @Override
    public Outcome move(LiveGrant from, Placement to, long epoch, Optional<byte[]> state) {
        try {
            return database.transact(connection -> move(connection, from, to, epoch, state));
        } catch (Undone e) {
            return e.outcome;
        }
    }

    @Override
    public Optional<byte[]> takeState(String room, long epoch) {
        return database.transact(connection -> moves.takeState(connection, room, epoch));
    }

    @Override
    public OptionalInt resize(LiveGrant grant, int weight) {
        try {
            return database.transact(connection -> resize(connection, grant, weight));
        } catch (Undone e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public boolean add(LiveGrant grant, String participant) {
        return participants.add(grant, participant);
    }

    @Override
    public void remove(LiveGrant grant, String participant) {
        participants.remove(grant, participant);
    }

    private Outcome grant(Connection connection, Proposal proposal) throws SQLException {
        if (!write(connection, proposal)) {
            throw new Undone(Outcome.ROOM_TAKEN);
        }
        if (!servers.reserve(
                connection, proposal.placement(), proposal.request().weight())) {
            throw new Undone(Outcome.SERVER_FULL);
        }
        return Outcome.GRANTED;
    }

    private Outcome move(Connection connection, LiveGrant from, Placement to, long epoch, Optional<byte[]> state)
            throws SQLException {
        Server old = from.server();
        OptionalInt weight = weight(connection, from.room(), old);
        if (weight.isEmpty() || !moves.move(connection, from, to, epoch, weight.getAsInt(), state.isPresent())) {
            throw new Undone(Outcome.ROOM_TAKEN);
        }
        boolean releaseFirst = old.id() < to.server().id();
        if (releaseFirst) {
            servers.release(connection, old.id(), old.incarnation(), weight.getAsInt());
        }
        if (!servers.reserve(connection, to, weight.getAsInt())) {
            throw new Undone(Outcome.SERVER_FULL);
        }
        if (!releaseFirst) {
            servers.release(connection, old.id(), old.incarnation(), weight.getAsInt());
        }
        participants.clear(connection, from.room());
        moves.leaveState(connection, from.room(), epoch, state);
        return Outcome.GRANTED;
    }

    private OptionalInt resize(Connection connection, LiveGrant grant, int weight) throws SQLException {
        Server server = grant.server();
        OptionalInt before = weight(connection, grant.room(), server);
        if (before.isEmpty() || !moves.resize(connection, grant, before.getAsInt(), weight)) {
            throw new Undone(Outcome.ROOM_TAKEN);
        }
        int growth = weight - before.getAsInt();
        servers.release(connection, server.id(), server.incarnation(), -growth);
        return OptionalInt.of(growth);
    }

    private boolean write(Connection connection, Proposal proposal) throws SQLException {
        if (proposal.lastEpoch().isPresent()) {
            return rooms.regrant(connection, proposal, proposal.lastEpoch().getAsLong());
        }
        try {
            return rooms.insert(connection, proposal);
        } catch (SQLException e) {
            if (database.dialect().isDuplicateKey(e)) {
                throw new Undone(Outcome.ROOM_TAKEN);
            }
            throw e;
        }
    }

    private OptionalInt end(Connection connection, String room, int serverId, long incarnation) throws SQLException {
        Optional<Reserved> grant = rooms.reserved(connection, room, serverId, incarnation);
        if (grant.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!rooms.end(connection, room, serverId, incarnation, grant.get())) {
            throw new Undone(Outcome.ROOM_TAKEN);
        }
        int weight = grant.get().weight();
        servers.release(connection, serverId, incarnation, weight);
        participants.clear(connection, room);
        return OptionalInt.of(weight);
    }

    private OptionalInt weight(Connection connection, String room, Server holder) throws SQLException {
        return rooms.reserved(connection, room, holder.id(), holder.incarnation()).stream()
                .mapToInt(Reserved::weight)
                .findFirst();
    }

    /** Rolls a transaction back because something is not as it was thought to be. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Outcome outcome;

        Undone(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }
}
