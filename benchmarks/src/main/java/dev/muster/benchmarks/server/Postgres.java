package dev.muster.benchmarks.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The one PostgreSQL of all variants, each with a database of its own in it. Default configuration but for two things:
 * nothing waits for the disk, which is not what is measured, and no checkpoint comes by time. Thread-safe; who starts it
 * closes it.
 */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it empty; takes one to four seconds. What is committed is not waited for to be on the disk. */
    public static Postgres start() throws IOException {
        return start("off");
    }

    /** Starts it empty, as it ships: a commit is on the disk when it returns. */
    public static Postgres startDurable() throws IOException {
        return start("on");
    }

    private static Postgres start(String fsync) throws IOException {
        return new Postgres(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", "800")
                .setServerConfig("checkpoint_timeout", "1h")
                .setServerConfig("fsync", fsync)
                .start());
    }

    /** Where it listens on the loopback address. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC URL of a database, as reached through a port. */
    public static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?user=postgres&password=postgres&sslmode=disable";
    }

    /** Makes a database, with the tables of Spring Session: Muster makes its own. */
    public void create(String database) throws SQLException, IOException {
        execute("create database \"" + database + "\"");
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : springSchema()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> springSchema() throws IOException {
        try (var script =
                Postgres.class.getResourceAsStream("/org/springframework/session/jdbc/schema-postgresql.sql")) {
            if (script == null) {
                throw new IOException("Spring Session's schema is not on the class path");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.strip().split(";\\s*"));
        }
    }

    /** Runs a statement as administrator. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes the configuration of the running server. */
    public void set(String parameter, String value) throws SQLException {
        execute("alter system set " + parameter + " = " + value);
        text("select pg_reload_conf()");
    }

    /** The number that a query of the administrator gives. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The text that a query of the administrator gives. */
    public String text(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** One of its processes, a child of the first. */
    public long anyProcess() throws SQLException {
        return number("select pid from pg_stat_activity where backend_type = 'checkpointer'");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
