package dev.muster.extension.room;

import dev.muster.extension.registry.Tags;
import dev.muster.extension.room.RoomStore.History;
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
    private final String rooms;
    private final String insert;

    RoomTable(Dialect dialect, String cluster) {
        this.dialect = dialect;
        this.cluster = cluster;
        this.liveGrants = "from muster_room r join muster_server s" + HOLDER + " and " + ServerTable.isLive(dialect)
                + ServerTable.LOAD;
        this.rooms = "select r.room, r.epoch, r.weight as room_weight, r.affinity, r.tags as room_tags, r.opened_at,"
                + " p.participant, " + ServerTable.COLUMNS + " " + liveGrants
                + " left join muster_participant p on p.cluster_name = r.cluster_name and p.room = r.room"
                + " and p.epoch = r.epoch where r.cluster_name = ?";
        // Where a failed statement spoils the transaction and the administrator's log, it must not fail.
        String unlessThere = dialect == Dialect.POSTGRESQL ? " on conflict do nothing" : "";
        this.insert =
                "insert into muster_room (cluster_name, room, server_id, incarnation, weight, epoch, affinity, tags,"
                        + " granted_by, reason, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + dialect.nowMillis()
                        + ")"
                        + unlessThere;
    }

    Optional<LastGrant> last(Connection connection, String room) throws SQLException {
        return last(connection, "", room, RoomTable::lastGrant);
    }

    Optional<History> history(Connection connection, String room) throws SQLException {
        String columns =
                ", r.weight as room_weight, r.affinity, r.tags as room_tags, r.opened_at, r.granted_by, r.reason";
        return last(connection, columns, room, RoomTable::history);
    }

    private <T> Optional<T> last(Connection connection, String columns, String room, RowReader<T> reader)
            throws SQLException {
        String sql = "select r.epoch, r.handed_over, case when " + ServerTable.isLive(dialect)
                + " then 1 else 0 end as live, " + ServerTable.COLUMNS + columns
                + " from muster_room r left join muster_server s" + HOLDER + ServerTable.LOAD
                + " where r.cluster_name = ? and r.room = ?";
        try (PreparedStatement statement = of(connection, sql, room);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    private static History history(ResultSet row) throws SQLException {
        return new History(
                lastGrant(row),
                row.getInt("room_weight"),
                Optional.ofNullable(row.getString("affinity")),
                Tags.parse(row.getString("room_tags")),
                Instant.ofEpochMilli(row.getLong("opened_at")),
                row.getInt("granted_by"),
                row.getString("reason"));
    }

    private static LastGrant lastGrant(ResultSet row) throws SQLException {
        Optional<Server> holder =
                row.getString("name") == null ? Optional.empty() : Optional.of(ServerTable.server(row));
        return new LastGrant(row.getLong("epoch"), holder, row.getInt("live") == 1, row.getInt("handed_over") == 1);
    }

    /** The servers that have live grants of rooms with this affinity. */
    List<Server> holdersOf(Connection connection, String affinity) throws SQLException {
        String sql = "select distinct " + ServerTable.COLUMNS + " " + liveGrants
                + " where r.affinity = ? and r.cluster_name = ? order by s.id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, affinity);
            statement.setString(2, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                List<Server> holders = new ArrayList<>();
                while (rows.next()) {
                    holders.add(ServerTable.server(rows));
                }
                return holders;
            }
        }
    }

    /**
     * The first grant of a room; false if it had one before.
     *
     * @throws SQLException also if it had: {@link Dialect#isDuplicateKey}
     */
    boolean insert(Connection connection, Proposal proposal) throws SQLException {
        Server server = proposal.placement().server();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            setKey(statement, 1, proposal.room());
            statement.setInt(3, server.id());
            statement.setLong(4, server.incarnation());
            statement.setInt(5, proposal.request().weight());
            statement.setLong(6, proposal.epoch());
            setWish(statement, 7, proposal);
            return statement.executeUpdate() == 1;
        }
    }

    /** Another grant of a room whose last one is over; false if that is not the last. */
    boolean regrant(Connection connection, Proposal proposal, long lastEpoch) throws SQLException {
        String sql = "update muster_room set server_id = ?, incarnation = ?, weight = ?, epoch = ?, affinity = ?,"
                + " tags = ?, granted_by = ?, reason = ?, handed_over = 0, opened_at = " + dialect.nowMillis()
                + " where cluster_name = ? and room = ? and epoch = ?";
        Server server = proposal.placement().server();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, server.id());
            statement.setLong(2, server.incarnation());
            statement.setInt(3, proposal.request().weight());
            statement.setLong(4, proposal.epoch());
            setWish(statement, 5, proposal);
            setKey(statement, 9, proposal.room());
            statement.setLong(11, lastEpoch);
            return statement.executeUpdate() == 1;
        }
    }

    /** The room's grant, if it is that server's. */
    Optional<Reserved> reserved(Connection connection, String room, int serverId, long incarnation)
            throws SQLException {
        String sql =
                "select weight, epoch from muster_room where cluster_name = ? and room = ? and server_id = ? and incarnation = ?";
        try (PreparedStatement statement = of(connection, sql, room)) {
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new Reserved(rows.getInt(1), rows.getLong(2))) : Optional.empty();
            }
        }
    }

    /** Ends the grant of that server; false if it is not this one any more. */
    boolean end(Connection connection, String room, int serverId, long incarnation, Reserved grant)
            throws SQLException {
        String sql = "update muster_room set incarnation = 0, weight = 0, affinity = null"
                + " where cluster_name = ? and room = ? and server_id = ? and incarnation = ?"
                + " and weight = ? and epoch = ?";
        try (PreparedStatement statement = of(connection, sql, room)) {
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            statement.setInt(5, grant.weight());
            statement.setLong(6, grant.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    /** All live grants with their participants. */
    List<Room> rooms(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(rooms)) {
            statement.setString(1, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                return collect(rows);
            }
        }
    }

    /** The same of one incarnation of a server. */
    List<Room> roomsOf(Connection connection, int serverId, long incarnation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(rooms + " and r.server_id = ? and r.incarnation = ?")) {
            statement.setString(1, cluster);
            statement.setInt(2, serverId);
            statement.setLong(3, incarnation);
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
                Optional.ofNullable(row.getString("affinity")),
                Tags.parse(row.getString("room_tags")),
                Instant.ofEpochMilli(row.getLong("opened_at")),
                participant == null ? List.of() : List.of(participant));
    }

    private static Room together(Room one, Room other) {
        List<String> participants = new ArrayList<>(one.participants());
        participants.addAll(other.participants());
        participants.sort(Comparator.naturalOrder());
        return one.withParticipants(participants);
    }

    private PreparedStatement of(Connection connection, String sql, String room) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        setKey(statement, 1, room);
        return statement;
    }

    private static void setWish(PreparedStatement statement, int first, Proposal proposal) throws SQLException {
        statement.setString(first, proposal.request().affinity().orElse(null));
        statement.setString(first + 1, Tags.join(proposal.request().tags()));
        statement.setInt(first + 2, proposal.grantedBy());
        statement.setString(first + 3, shortened(proposal.placement().reason()));
    }

    /** What fits into the column. */
    static String shortened(String reason) {
        return reason.length() <= 200 ? reason : reason.substring(0, 199) + "…";
    }

    private void setKey(PreparedStatement statement, int first, String room) throws SQLException {
        statement.setString(first, cluster);
        statement.setString(first + 1, room);
    }

    /** A grant with the load that it reserves. */
    record Reserved(int weight, long epoch) {}

    /** Makes something of the current row. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
