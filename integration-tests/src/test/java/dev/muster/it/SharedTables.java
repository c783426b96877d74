package dev.muster.it;

import dev.muster.session.SessionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A test's own look into the shared database. Thread-safe. */
final class SharedTables {

    private final SharedPostgres database;

    SharedTables(SharedPostgres database) {
        this.database = database;
    }

    /** A change that no server can know of: who still answers with the old value has it from its cache. */
    int changeBehindTheirBacks(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of all rows. */
    List<String> strings(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** How long each session of a cluster will last, by the database's clock. */
    List<Duration> sessionsLast(String cluster) throws SQLException {
        return query(
                "select expires_at - 1000 * extract(epoch from clock_timestamp()) from muster_session"
                        + " where cluster_name = ?",
                cluster,
                row -> Duration.ofMillis(row.getLong(1)));
    }

    /** Who is signed in with the sessions of a cluster, once for each session. */
    List<String> principals(String cluster) throws SQLException {
        return query(
                "select principal from muster_session where cluster_name = ? and principal is not null",
                cluster,
                row -> row.getString(1));
    }

    /** When a session will end unless it is used, in epoch milliseconds of the database; empty if it is gone. */
    Optional<Long> sessionEnds(String id) throws SQLException {
        return query(
                        "select expires_at from muster_session where id = ?",
                        SessionKey.of(id).hash(),
                        row -> row.getLong(1))
                .stream()
                .findFirst();
    }

    /** The end of each server's lease in milliseconds. */
    Map<String, Long> leases(String cluster) throws SQLException {
        var leases = new TreeMap<String, Long>();
        query(
                "select name, lease_until from muster_server where cluster_name = ?",
                cluster,
                row -> leases.put(row.getString(1), row.getLong(2)));
        return leases;
    }

    /** The port of each server's mesh. */
    Map<String, Integer> meshPorts(String cluster) throws SQLException {
        var ports = new TreeMap<String, Integer>();
        query(
                "select name, mesh_port from muster_server where cluster_name = ?",
                cluster,
                row -> ports.put(row.getString(1), row.getInt(2)));
        return ports;
    }

    private <T> List<T> query(String sql, String parameter, Reader<T> reader) throws SQLException {
        var found = new ArrayList<T>();
        try (var connection = database.dataSource().getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        }
        return found;
    }

    private interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }
}
