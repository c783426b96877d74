package dev.muster.extension.room;

import dev.muster.extension.registry.Tags;
import dev.muster.room.Placement;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What rooms read and write of {@code muster_server}: who takes rooms, and the load reserved on each. Thread-safe. */
final class ServerTable {

    /** The columns that {@link #server} reads, of a table called {@code s}. */
    static final String COLUMNS =
            "s.id, s.incarnation, s.name, s.state, s.protocol, s.address, s.port, s.path, s.weight,"
                    + " s.capacity, s.tags, s.reserved_load, s.lease_until, s.started_at";

    /** The condition under which server {@code s} could still renew its lease. */
    static final String IS_MEMBER = "s.state not in ('LEFT', 'LOST')";

    private final String cluster;
    private final String reserve;

    ServerTable(Dialect dialect, String cluster) {
        this.cluster = cluster;
        this.reserve = "update muster_server set reserved_load = reserved_load + ? where cluster_name = ? and id = ?"
                + " and incarnation = ? and reserved_load <= ? and state = 'ACTIVE' and lease_until > "
                + dialect.nowMillis();
    }

    /** The condition under which server {@code s} still has what was granted to it. */
    static String isLive(Dialect dialect) {
        return IS_MEMBER + " and s.lease_until > " + dialect.nowMillis();
    }

    /** Puts load on the server, if it takes rooms and has no more than it was chosen for. */
    boolean reserve(Connection connection, Placement placement, int load) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(reserve)) {
            statement.setLong(1, load);
            statement.setString(2, cluster);
            statement.setInt(3, placement.server().id());
            statement.setLong(4, placement.server().incarnation());
            statement.setLong(5, placement.upTo());
            return statement.executeUpdate() == 1;
        }
    }

    /** Takes load off the server. */
    void release(Connection connection, int serverId, long incarnation, int load) throws SQLException {
        String sql = "update muster_server set reserved_load = reserved_load - ? where cluster_name = ? and id = ?"
                + " and incarnation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, load);
            statement.setString(2, cluster);
            statement.setInt(3, serverId);
            statement.setLong(4, incarnation);
            statement.executeUpdate();
        }
    }

    /** The server in the current row. */
    static Server server(ResultSet row) throws SQLException {
        return new Server(
                row.getInt("id"),
                row.getLong("incarnation"),
                row.getString("name"),
                ServerState.valueOf(row.getString("state")),
                row.getString("protocol"),
                row.getString("address"),
                row.getInt("port"),
                row.getString("path"),
                row.getInt("weight"),
                row.getLong("capacity"),
                Tags.parse(row.getString("tags")),
                row.getLong("reserved_load"),
                Instant.ofEpochMilli(row.getLong("lease_until")),
                Instant.ofEpochMilli(row.getLong("started_at")));
    }
}
