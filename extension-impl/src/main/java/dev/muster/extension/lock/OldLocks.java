package dev.muster.extension.lock;

import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks in {@code muster_lock} that are free and that nobody has taken for long. A token begins as a time, so that of the
 * lock's next row is above it, unless the database's clock goes back by longer than rows are kept. Rows of runs stay: they
 * say when a scheduled method ran last, and there are no more than methods. Thread-safe.
 */
public final class OldLocks {

    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final String cluster;
    private final long ageMillis;
    private final String select;

    /**
     * In the table of one cluster.
     *
     * @param age after which a row may go
     */
    public OldLocks(Database database, String cluster, Duration age) {
        this.database = database;
        this.cluster = cluster;
        this.ageMillis = age.toMillis();
        String old = " < " + database.dialect().nowMillis() + " - ?";
        this.select = "select l.name, l.token, l.incarnation from muster_lock l left join muster_server s"
                + " on s.cluster_name = l.cluster_name and s.id = l.server_id"
                + " where l.cluster_name = ? and l.purpose = 'LOCK' and l.token" + old + " and l.taken_at" + old
                + " and (l.incarnation = 0 or s.incarnation > l.incarnation"
                + " or (s.incarnation = l.incarnation and s.state in ('LEFT', 'LOST')))"
                + database.dialect().limitClause();
    }

    /**
     * Deletes some rows, each by a statement of its own, if it is still as it was found.
     *
     * @return how many; 0 if there are no more
     */
    public int deleteSome() {
        return database.run(connection -> {
            int deleted = 0;
            for (Row row : find(connection)) {
                deleted += delete(connection, row);
            }
            return deleted;
        });
    }

    private List<Row> find(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, cluster);
            statement.setLong(2, ageMillis);
            statement.setLong(3, ageMillis);
            statement.setInt(4, AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Row(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
                return found;
            }
        }
    }

    private int delete(Connection connection, Row row) throws SQLException {
        String sql = "delete from muster_lock where cluster_name = ? and purpose = 'LOCK' and name = ? and token = ?"
                + " and incarnation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, row.name);
            statement.setLong(3, row.token);
            statement.setLong(4, row.incarnation);
            return statement.executeUpdate();
        }
    }

    private record Row(String name, long token, long incarnation) {}
}
