package dev.muster.extension.room;

import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.extension.room.RoomStore.Proposal;
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
import java.util.TreeMap;

/**
 * The table {@code muster_room}. A room that was closed keeps its row, under incarnation 0 which no server has, so that
 * its epoch never goes back. Thread-safe.
 */
final class RoomTable {

    private static final String HOLDER =
            " on s.cluster_name = r.cluster_name and s.id = r.server_id and s.incarnation = r.incarnation";

    private final Dialect dialect;
    private final String cluster;
    private final String liveGrants;
    private final String integer;
    private final String bigint;

    RoomTable(Dialect dialect, String cluster) {
        this.dialect = dialect;
        this.cluster = cluster;
        this.liveGrants = "from muster_room r join muster_server s" + HOLDER + " and " + ServerTable.isLive(dialect);
        this.integer = dialect == Dialect.MARIADB ? "signed" : "integer";
        this.bigint = dialect == Dialect.MARIADB ? "signed" : "bigint";
    }

    Optional<LastGrant> last(Connection connection, String room) throws SQLException {
        String sql = "select r.epoch, r.handed_over, case when " + ServerTable.isLive(dialect)
                + " then 1 else 0 end as live, " + ServerTable.COLUMNS + " from muster_room r left join muster_server s"
                + HOLDER + " where r.cluster_name = ? and r.room = ?";
        try (PreparedStatement statement = of(connection, sql, room);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(lastGrant(rows)) : Optional.empty();
        }
    }

    private static LastGrant lastGrant(ResultSet row) throws SQLException {
        Optional<Server> holder =
                row.getString("name") == null ? Optional.empty() : Optional.of(ServerTable.server(row));
        return new LastGrant(row.getLong("epoch"), holder, row.getInt("live") == 1, row.getInt("handed_over") == 1);
    }

    Optional<Server> holderOf(Connection connection, String affinity) throws SQLException {
        String sql = "select " + ServerTable.COLUMNS + " " + liveGrants
                + " where r.affinity = ? and r.cluster_name = ? order by r.opened_at" + dialect.limitClause();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, affinity);
            statement.setString(2, cluster);
            statement.setInt(3, 1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(ServerTable.server(rows)) : Optional.empty();
            }
        }
    }

    /**
     * The first grant of a room; false if it had one before.
     *
     * @throws SQLException also if another was faster: {@link Dialect#isDuplicateKey}
     */
    boolean insert(Connection connection, Proposal proposal) throws SQLException {
        String sql =
                "insert into muster_room (cluster_name, room, server_id, incarnation, weight, epoch, affinity, opened_at)"
                        + " select s.cluster_name, cast(? as varchar(200)), s.id, s.incarnation, cast(? as " + integer
                        + "), cast(? as " + bigint + "), cast(? as varchar(200)), " + dialect.nowMillis()
                        + " from muster_server s"
                        + " where s.cluster_name = ? and s.id = ? and s.incarnation = ? and not exists"
                        + " (select 1 from muster_room r where r.cluster_name = s.cluster_name and r.room = ?)";
        Server server = proposal.placement().server();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, proposal.room());
            statement.setInt(2, proposal.request().weight());
            statement.setLong(3, proposal.epoch());
            statement.setString(4, proposal.request().affinity().orElse(null));
            statement.setString(5, cluster);
            statement.setInt(6, server.id());
            statement.setLong(7, server.incarnation());
            statement.setString(8, proposal.room());
            return statement.executeUpdate() == 1;
        }
    }

    /** Another grant of a room whose last one is over; false if it is not, or not the last. */
    boolean regrant(Connection connection, Proposal proposal, long lastEpoch) throws SQLException {
        String sql = "update muster_room set server_id = ?, incarnation = ?, weight = ?, epoch = ?, affinity = ?,"
                + " handed_over = 0, opened_at = " + dialect.nowMillis()
                + " where cluster_name = ? and room = ? and epoch = ? and not exists (select 1 from muster_server s"
                + " where s.cluster_name = muster_room.cluster_name and s.id = muster_room.server_id"
                + " and s.incarnation = muster_room.incarnation and " + ServerTable.IS_MEMBER + ")";
        Server server = proposal.placement().server();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, server.id());
            statement.setLong(2, server.incarnation());
            statement.setInt(3, proposal.request().weight());
            statement.setLong(4, proposal.epoch());
            statement.setString(5, proposal.request().affinity().orElse(null));
            setKey(statement, 6, proposal.room());
            statement.setLong(8, lastEpoch);
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

    /** Ends the grant of that server; false if it has none with this weight. */
    boolean end(Connection connection, String room, int serverId, long incarnation, int weight) throws SQLException {
        String sql = "update muster_room set incarnation = 0, weight = 0, affinity = null"
                + " where cluster_name = ? and room = ? and server_id = ? and incarnation = ? and weight = ?";
        try (PreparedStatement statement = of(connection, sql, room)) {
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            statement.setInt(5, weight);
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
}
