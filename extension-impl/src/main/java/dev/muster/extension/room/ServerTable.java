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

/** What rooms read of {@code muster_server}, and the load that they reserve in {@code muster_load}. Thread-safe. */
final class ServerTable {

    /** The columns that {@link #server} reads, of a table called {@code s} with its {@link #LOAD}. */
    static final String COLUMNS =
            "s.id, s.incarnation, s.name, s.state, s.protocol, s.address, s.port, s.path, s.weight,"
                    + " s.capacity, s.tags, l.reserved_load, s.lease_until, s.started_at";

    /** The condition under which server {@code s} could still renew its lease. */
    static final String IS_MEMBER = "s.state not in ('LEFT', 'LOST')";

    /**
     * Joins the load of server {@code s}. It has a table of its own, so that a server that is frozen in the middle of a
     * grant keeps no lease of another one locked.
     */
    static final String LOAD = " left join muster_load l on l.cluster_name = s.cluster_name and l.server_id = s.id"
            + " and l.incarnation = s.incarnation";

    private static final String RESERVE = "update muster_load set reserved_load = reserved_load + ?"
            + " where cluster_name = ? and server_id = ? and incarnation = ? and reserved_load <= ? and takes_rooms = 1";

    private static final String RELEASE = "update muster_load set reserved_load = reserved_load - ?"
            + " where cluster_name = ? and server_id = ? and incarnation = ?";

    private final String cluster;

    ServerTable(String cluster) {
        this.cluster = cluster;
    }

    /** The condition under which server {@code s} still has what was granted to it. */
    static String isLive(Dialect dialect) {
        return IS_MEMBER + " and s.lease_until > " + dialect.nowMillis();
    }

    /** Puts load on the server, if it takes rooms and has no more than it was chosen for. */
    boolean reserve(Connection connection, Placement placement, int load) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
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
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
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
