package dev.muster.extension.room;

import dev.muster.room.Placement;
import dev.muster.server.Server;
import dev.muster.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What changes in {@code muster_room} when a granted room moves or grows, and the state that moves with it. Thread-safe. */
final class MoveTable {

    private final String cluster;
    private final String move;

    MoveTable(Dialect dialect, String cluster) {
        this.cluster = cluster;
        this.move = "update muster_room set server_id = ?, incarnation = ?, epoch = ?, handed_over = ?, granted_by = ?,"
                + " reason = ?, opened_at = " + dialect.nowMillis()
                + " where cluster_name = ? and room = ? and server_id = ? and incarnation = ? and epoch = ? and weight = ?";
    }

    /** Writes the new grant; false if the old one is over or has another weight. */
    boolean move(Connection connection, LiveGrant from, Placement to, long epoch, int weight, boolean hasState)
            throws SQLException {
        Server old = from.server();
        try (PreparedStatement statement = connection.prepareStatement(move)) {
            statement.setInt(1, to.server().id());
            statement.setLong(2, to.server().incarnation());
            statement.setLong(3, epoch);
            statement.setInt(4, hasState ? 1 : 0);
            statement.setInt(5, old.id());
            statement.setString(6, RoomTable.shortened(to.reason()));
            statement.setString(7, cluster);
            statement.setString(8, from.room());
            statement.setInt(9, old.id());
            statement.setLong(10, old.incarnation());
            statement.setLong(11, from.epoch());
            statement.setInt(12, weight);
            return statement.executeUpdate() == 1;
        }
    }

    /** Gives the room another weight; false if the grant is over or its weight is not the one that was thought of. */
    boolean resize(Connection connection, LiveGrant grant, int before, int weight) throws SQLException {
        String sql =
                "update muster_room set weight = ? where cluster_name = ? and room = ? and epoch = ? and incarnation = ?"
                        + " and weight = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, weight);
            statement.setString(2, cluster);
            statement.setString(3, grant.room());
            statement.setLong(4, grant.epoch());
            statement.setLong(5, grant.server().incarnation());
            statement.setInt(6, before);
            return statement.executeUpdate() == 1;
        }
    }

    /** Leaves state for a grant, or nothing; what was left for earlier ones goes. */
    void leaveState(Connection connection, String room, long epoch, Optional<byte[]> state) throws SQLException {
        int unused = delete(connection, room, Long.MAX_VALUE);
        if (state.isEmpty()) {
            return;
        }
        String sql = "insert into muster_room_state (cluster_name, room, epoch, payload) values (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, room);
            statement.setLong(3, epoch);
            statement.setBytes(4, state.get());
            statement.executeUpdate();
        }
    }

    /** The state that was left for this grant. */
    Optional<byte[]> takeState(Connection connection, String room, long epoch) throws SQLException {
        String sql = "select payload from muster_room_state where cluster_name = ? and room = ? and epoch = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, room);
            statement.setLong(3, epoch);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                byte[] payload = rows.getBytes(1);
                // Two threads may have read it; one of them deletes it.
                return delete(connection, room, epoch) == 1 ? Optional.of(payload) : Optional.empty();
            }
        }
    }

    private int delete(Connection connection, String room, long upToEpoch) throws SQLException {
        String sql = "delete from muster_room_state where cluster_name = ? and room = ? and epoch <= ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, room);
            statement.setLong(3, upToEpoch);
            return statement.executeUpdate();
        }
    }
}
