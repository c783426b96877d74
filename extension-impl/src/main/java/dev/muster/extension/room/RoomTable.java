package dev.muster.extension.room;

import dev.muster.room.Room;
import dev.muster.server.Server;
import dev.muster.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The table {@code muster_room}. A room that was closed keeps its row, under incarnation 0 which no server has, so that
 * its epoch never goes back. Thread-safe.
 */
final class RoomTable {

    private final Dialect dialect;
    private final String cluster;
    private final String liveGrants;

    RoomTable(Dialect dialect, String cluster) {
        this.dialect = dialect;
        this.cluster = cluster;
        this.liveGrants = "from muster_room r join muster_server s on s.cluster_name = r.cluster_name"
                + " and s.id = r.server_id and s.incarnation = r.incarnation and " + ServerTable.isLive(dialect);
    }

    Optional<LiveGrant> live(Connection connection, String room) throws SQLException {
        String sql = "select r.epoch, " + ServerTable.COLUMNS + " " + liveGrants
                + " where r.cluster_name = ? and r.room = ?";
        try (PreparedStatement statement = of(connection, sql, room);
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new LiveGrant(room, ServerTable.server(rows), rows.getLong("epoch")))
                    : Optional.empty();
        }
    }

    /** The epoch of the last grant, live or not. */
    OptionalLong lastEpoch(Connection connection, String room) throws SQLException {
        String sql = "select epoch from muster_room where cluster_name = ? and room = ?";
        try (PreparedStatement statement = of(connection, sql, room);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /**
     * The first grant of a room. Its epoch is the database's time, so that epochs would not even go back if rows were
     * deleted.
     *
     * @throws SQLException also if another was faster: {@link Dialect#isDuplicateKey}
     */
    void insert(Connection connection, String room, Server server, int weight) throws SQLException {
        String now = dialect.nowMillis();
        String sql = "insert into muster_room (server_id, incarnation, weight, epoch, opened_at, cluster_name, room)"
                + " values (?, ?, ?, " + now + ", " + now + ", ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setHolder(statement, server.id(), server.incarnation(), weight);
            setKey(statement, 4, room);
            statement.executeUpdate();
        }
    }

    /** Another grant of a room whose last epoch is known; false if another was faster. */
    boolean regrant(Connection connection, String room, Server server, int weight, long lastEpoch) throws SQLException {
        String sql =
                "update muster_room set server_id = ?, incarnation = ?, weight = ?, epoch = epoch + 1, opened_at = "
                        + dialect.nowMillis() + " where cluster_name = ? and room = ? and epoch = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setHolder(statement, server.id(), server.incarnation(), weight);
            setKey(statement, 4, room);
            statement.setLong(6, lastEpoch);
            return statement.executeUpdate() == 1;
        }
    }

    /** The load that the room reserves on its holder, if it is that server. */
    OptionalInt weight(Connection connection, String room, int serverId, long incarnation) throws SQLException {
        String sql =
                "select weight from muster_room where cluster_name = ? and room = ? and server_id = ? and incarnation = ?";
        try (PreparedStatement statement = of(connection, sql, room)) {
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    /** Ends the grant of that server; false if it has none. */
    boolean end(Connection connection, String room, int serverId, long incarnation) throws SQLException {
        String sql = "update muster_room set incarnation = 0, weight = 0"
                + " where cluster_name = ? and room = ? and server_id = ? and incarnation = ?";
        try (PreparedStatement statement = of(connection, sql, room)) {
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            return statement.executeUpdate() == 1;
        }
    }

    /** All live grants with their participants. */
    List<Room> rooms(Connection connection) throws SQLException {
        String sql = "select r.room, r.epoch, r.weight as room_weight, r.opened_at, p.participant, "
                + ServerTable.COLUMNS + " " + liveGrants
                + " left join muster_participant p on p.cluster_name = r.cluster_name and p.room = r.room"
                + " and p.epoch = r.epoch where r.cluster_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                return collect(rows);
            }
        }
    }

    /** One row per participant, or one without; sorted here, since each database has its own idea of order. */
    private static List<Room> collect(ResultSet rows) throws SQLException {
        Map<String, Room> rooms = new TreeMap<>();
        while (rows.next()) {
            Room row = room(rows);
            rooms.merge(row.name(), row, RoomTable::together);
        }
        return List.copyOf(rooms.values());
    }

    private static Room room(ResultSet row) throws SQLException {
        String participant = row.getString("participant");
        return new Room(
                row.getString("room"),
                ServerTable.server(row),
                row.getLong("epoch"),
                row.getInt("room_weight"),
                Instant.ofEpochMilli(row.getLong("opened_at")),
                participant == null ? List.of() : List.of(participant));
    }

    private static Room together(Room one, Room other) {
        List<String> participants = new ArrayList<>(one.participants());
        participants.addAll(other.participants());
        participants.sort(Comparator.naturalOrder());
        return new Room(one.name(), one.server(), one.epoch(), one.weight(), one.openedAt(), participants);
    }

    private PreparedStatement of(Connection connection, String sql, String room) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        setKey(statement, 1, room);
        return statement;
    }

    private void setKey(PreparedStatement statement, int first, String room) throws SQLException {
        statement.setString(first, cluster);
        statement.setString(first + 1, room);
    }

    private static void setHolder(PreparedStatement statement, int serverId, long incarnation, int weight)
            throws SQLException {
        statement.setInt(1, serverId);
        statement.setLong(2, incarnation);
        statement.setInt(3, weight);
    }
}
