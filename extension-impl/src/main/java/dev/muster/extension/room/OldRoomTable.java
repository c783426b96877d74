package dev.muster.extension.room;

import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What nobody needs any more in {@code muster_room}, {@code muster_room_state}, {@code muster_participant} and
 * {@code muster_load}.
 *
 * <ol>
 *   <li>That a row is not needed follows from facts that are never taken back: its room has a higher epoch, or its slot a
 *       later incarnation, or its incarnation has ended for good. So nothing has to be locked between finding and deleting.
 *   <li>A room's row is deleted only when its epoch, which began as a time, is long past. The next grant begins at the time
 *       again and so is above it, unless the database's clock goes back by longer than rows are kept.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class OldRoomTable implements OldRoomStore {

    private static final int AT_ONCE = 1_000;

    private static final String OVER = " join muster_server s on s.cluster_name = r.cluster_name and s.id = r.server_id"
            + " and (s.incarnation > r.incarnation"
            + " or (s.incarnation = r.incarnation and s.state in ('LEFT', 'LOST')))";

    private final Database database;
    private final String cluster;
    private final long ageMillis;
    private final String selectOver;

    /**
     * In the tables of one cluster.
     *
     * @param age after which a room's row may go
     */
    public OldRoomTable(Database database, String cluster, Duration age) {
        this.database = database;
        this.cluster = cluster;
        this.ageMillis = age.toMillis();
        this.selectOver = "select r.room, r.epoch, r.incarnation from muster_room r" + OVER
                + " where r.cluster_name = ? and r.epoch < "
                + database.dialect().nowMillis() + " - ?" + limit();
    }

    @Override
    public List<OldRoom> over() {
        return database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(selectOver)) {
                set(select, cluster, ageMillis, AT_ONCE);
                try (ResultSet rows = select.executeQuery()) {
                    List<OldRoom> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new OldRoom(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                    }
                    return found;
                }
            }
        });
    }

    /** The room's own row goes last: as long as it is there, the others will be found again. */
    @Override
    public boolean delete(OldRoom room) {
        return database.run(connection -> {
            execute(
                    connection,
                    "delete from muster_participant where cluster_name = ? and room = ? and epoch <= ?",
                    cluster,
                    room.room(),
                    room.epoch());
            execute(
                    connection,
                    "delete from muster_room_state where cluster_name = ? and room = ? and epoch <= ?",
                    cluster,
                    room.room(),
                    room.epoch());
            return execute(
                            connection,
                            "delete from muster_room where cluster_name = ? and room = ? and epoch = ?"
                                    + " and incarnation = ?",
                            cluster,
                            room.room(),
                            room.epoch(),
                            room.incarnation())
                    == 1;
        });
    }

    @Override
    public int deleteLeftovers() {
        return database.run(connection -> deleteFound(
                        connection,
                        "select p.room, p.participant, p.epoch from muster_participant p" + laterThan("p"),
                        "delete from muster_participant where cluster_name = ? and room = ? and participant = ?"
                                + " and epoch = ?")
                + deleteFound(
                        connection,
                        "select p.room, p.epoch from muster_room_state p" + laterThan("p"),
                        "delete from muster_room_state where cluster_name = ? and room = ? and epoch = ?")
                + deleteFound(
                        connection,
                        "select l.server_id, l.incarnation from muster_load l join muster_server s"
                                + " on s.cluster_name = l.cluster_name and s.id = l.server_id"
                                + " and s.incarnation > l.incarnation where l.cluster_name = ?",
                        "delete from muster_load where cluster_name = ? and server_id = ? and incarnation = ?"));
    }

    private static String laterThan(String row) {
        return " join muster_room r on r.cluster_name = " + row + ".cluster_name and r.room = " + row
                + ".room and r.epoch > " + row + ".epoch where " + row + ".cluster_name = ?";
    }

    /** Deletes by the columns that are found, which are behind the cluster in the same order. */
    private int deleteFound(Connection connection, String find, String delete) throws SQLException {
        int deleted = 0;
        for (Object[] row : find(connection, find + limit())) {
            deleted += execute(connection, delete, row);
        }
        return deleted;
    }

    private List<Object[]> find(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, cluster, AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                List<Object[]> found = new ArrayList<>();
                while (rows.next()) {
                    Object[] row = new Object[rows.getMetaData().getColumnCount() + 1];
                    row[0] = cluster;
                    for (int i = 1; i < row.length; i++) {
                        row[i] = rows.getObject(i);
                    }
                    found.add(row);
                }
                return found;
            }
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private String limit() {
        return database.dialect().limitClause();
    }
}
