package dev.muster.extension.room;

import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The table {@code muster_participant}. A row counts only while the room has a live grant of its epoch, so a server that
 * dies takes its participants with it. Thread-safe.
 */
final class ParticipantTable implements ParticipantStore {

    private final Database database;
    private final String cluster;

    ParticipantTable(Database database, String cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    @Override
    public boolean add(LiveGrant grant, String participant) {
        return database.transact(connection -> {
            removeUpTo(connection, grant, participant);
            return insert(connection, grant, participant);
        });
    }

    @Override
    public void remove(LiveGrant grant, String participant) {
        database.run(connection -> removeUpTo(connection, grant, participant));
    }

    /** Empties a room, whatever epoch its participants are of. */
    void clear(Connection connection, String room) throws SQLException {
        String sql = "delete from muster_participant where cluster_name = ? and room = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, room);
            statement.executeUpdate();
        }
    }

    private int removeUpTo(Connection connection, LiveGrant grant, String participant) throws SQLException {
        String sql = "delete from muster_participant where cluster_name = ? and room = ? and participant = ?"
                + " and epoch <= ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cluster);
            statement.setString(2, grant.room());
            statement.setString(3, participant);
            statement.setLong(4, grant.epoch());
            return statement.executeUpdate();
        }
    }

    /** Only while the room's row says that this is its grant; a row of a later grant is left alone. */
    private boolean insert(Connection connection, LiveGrant grant, String participant) throws SQLException {
        String sql = "insert into muster_participant (cluster_name, room, participant, epoch, joined_at)"
                + " select r.cluster_name, r.room, cast(? as varchar(200)), r.epoch, "
                + database.dialect().nowMillis()
                + " from muster_room r where r.cluster_name = ? and r.room = ? and r.epoch = ? and r.server_id = ?"
                + " and r.incarnation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, participant);
            statement.setString(2, cluster);
            statement.setString(3, grant.room());
            statement.setLong(4, grant.epoch());
            statement.setInt(5, grant.server().id());
            statement.setLong(6, grant.server().incarnation());
            return statement.executeUpdate() == 1;
        }
    }
}
