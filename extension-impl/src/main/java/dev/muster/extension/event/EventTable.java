package dev.muster.extension.event;

import dev.muster.MusterException;
import dev.muster.extension.event.Codecs.Encoded;
import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The table {@code muster_event}, whose rows can be read from where one stands.
 *
 * <ol>
 *   <li>An event gets the highest number that is committed plus one. The insert is a transaction of its own. If another
 *       server inserted the same number, this one waits for it, fails, and takes the next.
 *   <li>So a number is given only when all before it are committed: whoever sees an event sees all before it, and there
 *       are no gaps. Nobody holds a lock while it talks to the database, so a server that is frozen holds up nobody.
 *   <li>The last row is never deleted: from it the next number is found, and that somebody has missed events is seen by a gap.
 * </ol>
 *
 * <p>Thread-safe. The threads of one server append one after the other, so that only servers compete.
 */
public final class EventTable implements EventStore {

    private static final int TRIES = 100;
    private static final int DELETED_AT_ONCE = 200;

    private final Database database;
    private final String cluster;
    private final String insert;
    private final String delete;
    private final String select;
    private final ReentrantLock appending = new ReentrantLock();

    /** The events of one cluster. */
    public EventTable(Database database, String cluster) {
        this.database = database;
        this.cluster = cluster;
        String now = database.dialect().nowMillis();
        this.insert =
                "insert into muster_event (cluster_name, sequence_number, origin, server_id, type, payload, fired_at)"
                        + " values (?, ?, ?, ?, ?, ?, " + now + ")";
        this.delete = "delete from muster_event where cluster_name = ? and sequence_number < ? and fired_at < " + now
                + " - ?";
        this.select = "select sequence_number, origin, server_id, type, payload from muster_event"
                + " where cluster_name = ? and sequence_number > ? order by sequence_number"
                + database.dialect().limitClause();
    }

    @Override
    public void append(long origin, int serverId, Encoded event) {
        appending.lock();
        try {
            boolean appended = database.run(connection -> append(connection, origin, serverId, event));
            if (!appended) {
                throw new MusterException(
                        EventMessage.REFUSED,
                        "'" + event.type() + "'",
                        "other servers fired events at the same moment " + TRIES + " times. Fire it again");
            }
        } finally {
            appending.unlock();
        }
    }

    /** The number of the last event; 0 if there never was one. */
    long last() {
        return database.run(connection -> end(connection, "max"));
    }

    /** So many events behind that number, in order. */
    List<StoredEvent> read(long after, int count) {
        return database.run(connection -> {
            try (PreparedStatement read = connection.prepareStatement(select)) {
                read.setString(1, cluster);
                read.setLong(2, after);
                read.setInt(3, count);
                try (ResultSet rows = read.executeQuery()) {
                    return events(rows);
                }
            }
        });
    }

    /** Deletes what is before that number and older than that, by the database's clock. */
    void delete(long before, Duration age) {
        while (deleteSome(before, age) == DELETED_AT_ONCE) {
            // There may be more.
        }
    }

    private int deleteSome(long before, Duration age) {
        return database.run(connection -> {
            long end = Math.min(before, end(connection, "min") + DELETED_AT_ONCE);
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setString(1, cluster);
                statement.setLong(2, end);
                statement.setLong(3, age.toMillis());
                return statement.executeUpdate();
            }
        });
    }

    private boolean append(Connection connection, long origin, int serverId, Encoded event) throws SQLException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (insert(connection, end(connection, "max") + 1, origin, serverId, event)) {
                return true;
            }
        }
        return false;
    }

    private boolean insert(Connection connection, long sequence, long origin, int serverId, Encoded event)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, cluster);
            statement.setLong(2, sequence);
            statement.setLong(3, origin);
            statement.setInt(4, serverId);
            statement.setString(5, event.type());
            statement.setBytes(6, event.payload());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (database.dialect().isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private long end(Connection connection, String function) throws SQLException {
        String sql = "select " + function + "(sequence_number) from muster_event where cluster_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static List<StoredEvent> events(ResultSet rows) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        while (rows.next()) {
            events.add(new StoredEvent(
                    rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getString(4), rows.getBytes(5)));
        }
        return events;
    }
}
