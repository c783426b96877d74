package dev.muster.benchmarks.jpa.cluster;

import dev.muster.benchmarks.jpa.spec.Items;
import dev.muster.benchmarks.server.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The items as the database has them. Thread-safe.
 *
 * @param url JDBC URL
 * @param items how many there are
 */
public record Database(String url, int items) {

    /** Makes a database with items. */
    public static Database create(Postgres postgres, String name, int items) throws SQLException {
        postgres.execute("create database \"" + name + "\"");
        Database database = new Database(Postgres.url(name, postgres.port()), items);
        database.execute("create table item (id bigint primary key, amount bigint not null, version int not null)");
        database.execute("insert into item select " + Items.keyInSql("g") + ", 0, 1 from generate_series(0, "
                + (items - 1) + ") g");
        database.execute("analyze item");
        return database;
    }

    /** The amounts, by number of the item. */
    public long[] amounts() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, amount from item")) {
            long[] amounts = new long[items];
            while (rows.next()) {
                amounts[Items.number(rows.getLong(1))] = rows.getLong(2);
            }
            return amounts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
