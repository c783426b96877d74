package dev.muster.extension.lock;

import dev.muster.extension.context.Incarnation;
import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The table {@code muster_lock}. A lock that is free keeps its row, under incarnation 0 which no server has, so that its
 * token never goes back. Thread-safe.
 *
 * <ol>
 *   <li>A row is read together with the lease of its holder. If that is over, its holder is ended for good first, so that it
 *       cannot renew the lease after all, whatever happens to the database's clock.
 *   <li>It is taken by an update under the condition that the token is still the one that was read. So of all who read it
 *       as free one succeeds, and a holder that came meanwhile is not overwritten.
 *   <li>A row that is missing is made as a free one first. Its token is the database's time, so that tokens would not even
 *       go back if rows were deleted.
 * </ol>
 */
public final class LockTable implements LockStore {

    private static final String KEY = " where cluster_name = ? and purpose = ? and name = ?";

    private final Database database;
    private final String cluster;
    private final Purpose purpose;
    private final String select;
    private final String insert;
    private final String update;
    private final String bury;

    /** What locks are taken for; each purpose has names of its own. */
    public enum Purpose {
        /** The application asked for it. */
        LOCK,
        /** A run of a scheduled method. */
        RUN
    }

    /** The locks of one cluster for one purpose. */
    public LockTable(Database database, String cluster, Purpose purpose) {
        this.database = database;
        this.cluster = cluster;
        this.purpose = purpose;
        String now = database.dialect().nowMillis();
        this.select = "select l.token, l.incarnation, " + now + " - l.taken_at, s.id, s.lease_until - " + now
                + " from muster_lock l left join muster_server s on s.cluster_name = l.cluster_name"
                + " and s.id = l.server_id and s.incarnation = l.incarnation and s.state not in ('LEFT', 'LOST')"
                + " where l.cluster_name = ? and l.purpose = ? and l.name = ?";
        this.bury = "update muster_server set state = 'LOST' where cluster_name = ? and id = ? and incarnation = ?"
                + " and state not in ('LEFT', 'LOST') and lease_until <= " + now;
        this.insert = "insert into muster_lock (cluster_name, purpose, name, server_id, incarnation, token, taken_at)"
                + " values (?, ?, ?, 0, 0, " + now + ", 0)";
        this.update = "update muster_lock set server_id = ?, incarnation = ?, token = token + 1, taken_at = " + now
                + KEY + " and token = ?";
    }

    @Override
    public OptionalLong take(String name, Incarnation holder, Duration sinceLast) {
        return database.run(connection -> {
            OptionalLong taken = tryTake(connection, name, holder, sinceLast);
            // The row may have been deleted for its age when it had just been read.
            return taken.isPresent() || read(connection, name).isPresent()
                    ? taken
                    : tryTake(connection, name, holder, sinceLast);
        });
    }

    private OptionalLong tryTake(Connection connection, String name, Incarnation holder, Duration sinceLast)
            throws SQLException {
        Row row = readOrMake(connection, name);
        if (row.isLapsed()) {
            bury(connection, row.holder());
            row = readOrMake(connection, name);
        }
        return row.isFreeFor(holder, sinceLast) && take(connection, name, holder, row.token)
                ? OptionalLong.of(row.token + 1)
                : OptionalLong.empty();
    }

    @Override
    public void free(String name, Incarnation holder) {
        String sql = "update muster_lock set incarnation = 0" + KEY + " and incarnation = ?";
        database.run(connection -> {
            try (PreparedStatement free = connection.prepareStatement(sql)) {
                setKey(free, 1, name);
                free.setLong(4, holder.number());
                return free.executeUpdate();
            }
        });
    }

    private Row readOrMake(Connection connection, String name) throws SQLException {
        Optional<Row> row = read(connection, name);
        if (row.isPresent()) {
            return row.get();
        }
        make(connection, name);
        return read(connection, name)
                .orElseThrow(
                        () -> new SQLException("muster_lock lost its row of '" + name + "' as it was made", "40001"));
    }

    private Optional<Row> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(select)) {
            setKey(read, 1, name);
            try (ResultSet rows = read.executeQuery()) {
                return rows.next() ? Optional.of(Row.of(rows)) : Optional.empty();
            }
        }
    }

    private void make(Connection connection, String name) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(insert)) {
            setKey(make, 1, name);
            make.executeUpdate();
        } catch (SQLException e) {
            if (!database.dialect().isDuplicateKey(e)) {
                throw e;
            }
        }
    }

    private void bury(Connection connection, Incarnation dead) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(bury)) {
            statement.setString(1, cluster);
            statement.setInt(2, dead.serverId());
            statement.setLong(3, dead.number());
            statement.executeUpdate();
        }
    }

    private boolean take(Connection connection, String name, Incarnation holder, long token) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(update)) {
            take.setInt(1, holder.serverId());
            take.setLong(2, holder.number());
            setKey(take, 3, name);
            take.setLong(6, token);
            return take.executeUpdate() == 1;
        }
    }

    private void setKey(PreparedStatement statement, int first, String name) throws SQLException {
        statement.setString(first, cluster);
        statement.setString(first + 1, purpose.name());
        statement.setString(first + 2, name);
    }

    /**
     * A row of the table.
     *
     * @param millisSince it was taken last
     * @param hasMember whether its holder has neither left nor been ended
     * @param millisLeft of its holder's lease
     */
    private record Row(long token, Incarnation holder, long millisSince, boolean hasMember, long millisLeft) {

        static Row of(ResultSet row) throws SQLException {
            int serverId = row.getInt(4);
            boolean hasMember = !row.wasNull();
            Incarnation holder = new Incarnation(serverId, row.getLong(2));
            return new Row(row.getLong(1), holder, row.getLong(3), hasMember, row.getLong(5));
        }

        boolean isLapsed() {
            return hasMember && millisLeft <= 0;
        }

        /** A time far in the future is from before the database's clock was set right: it must not block for as long. */
        boolean isFreeFor(Incarnation other, Duration sinceLast) {
            boolean isFree = !hasMember || holder.equals(other);
            return isFree && Math.abs(millisSince) >= sinceLast.toMillis();
        }
    }
}
