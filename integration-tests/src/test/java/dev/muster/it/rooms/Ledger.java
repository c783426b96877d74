package dev.muster.it.rooms;

import dev.muster.it.SharedPostgres;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All acts of all servers, in the order in which the database took them. Thread-safe. */
final class Ledger {

    private final SharedPostgres database;

    private Ledger(SharedPostgres database) {
        this.database = database;
    }

    static Ledger create(SharedPostgres database) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table act (number bigserial primary key, room varchar(60) not null,"
                    + " epoch bigint not null, server integer not null, incarnation bigint not null,"
                    + " before_ns bigint not null, after_ns bigint not null)");
        }
        return new Ledger(database);
    }

    List<Act> acts() throws SQLException {
        var acts = new ArrayList<Act>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from act order by number")) {
            while (rows.next()) {
                acts.add(act(rows));
            }
        }
        return acts;
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getString("room"),
                row.getLong("epoch"),
                row.getInt("server"),
                row.getLong("incarnation"),
                row.getLong("before_ns"),
                row.getLong("after_ns"));
    }
}
