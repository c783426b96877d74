package dev.muster.it.rooms;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes acts into the ledger, by the way that is never cut. Runs inside of a server. Thread-safe. */
final class ActWriter {

    static final String URL = "ledger.url";

    private Connection connection;

    synchronized void write(Act act) {
        try {
            insert(open(), act);
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger is away, so this proves nothing", e);
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            var ledger = new PGSimpleDataSource();
            ledger.setUrl(System.getProperty(URL));
            connection = ledger.getConnection("postgres", "postgres");
        }
        return connection;
    }

    private static void insert(Connection connection, Act act) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into act (room, epoch, server, incarnation, before_ns, after_ns) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, act.room());
            insert.setLong(2, act.epoch());
            insert.setInt(3, act.server());
            insert.setLong(4, act.incarnation());
            insert.setLong(5, act.before());
            insert.setLong(6, act.after());
            insert.executeUpdate();
        }
    }
}
