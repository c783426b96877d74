package dev.muster.extension.room;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What rooms read and write of {@code muster_server}: who takes rooms, and the load reserved on each. Thread-safe. */
final class ServerTable {

    /** The columns that {@link #server} reads, of a table called {@code s}. */
    static final String COLUMNS =
            "s.id, s.incarnation, s.name, s.state, s.protocol, s.address, s.port, s.path, s.weight,"
                    + " s.reserved_load, s.lease_until, s.started_at";

    private final String cluster;
    private final String candidates;
    private final String reserve;

    ServerTable(Dialect dialect, String cluster) {
        this.cluster = cluster;
        this.candidates = "select " + COLUMNS + " from muster_server s where s.cluster_name = ? and s.state = 'ACTIVE'"
                + " and s.lease_until > " + dialect.nowMillis();
        this.reserve = "update muster_server set reserved_load = reserved_load + ? where cluster_name = ? and id = ?"
                + " and incarnation = ? and reserved_load = ? and state = 'ACTIVE' and lease_until > "
                + dialect.nowMillis();
    }

    /** The condition under which server {@code s} still has what was granted to it. */
    static String isLive(Dialect dialect) {
        return "s.state <> 'LEFT' and s.lease_until > " + dialect.nowMillis();
    }

    /** Servers that take rooms, ordered by id. */
    List<Server> candidates(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(candidates + " order by s.id")) {
            statement.setString(1, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                List<Server> servers = new ArrayList<>();
                while (rows.next()) {
                    servers.add(server(rows));
                }
                return servers;
            }
        }
    }

    /** Puts load on the server, if nobody else did since it was read. */
    boolean reserve(Connection connection, Server seen, int load) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(reserve)) {
            statement.setLong(1, load);
            statement.setString(2, cluster);
            statement.setInt(3, seen.id());
            statement.setLong(4, seen.incarnation());
            statement.setLong(5, seen.load());
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
                row.getLong("reserved_load"),
                Instant.ofEpochMilli(row.getLong("lease_until")),
                Instant.ofEpochMilli(row.getLong("started_at")));
    }
}
