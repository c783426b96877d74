package dev.muster.sql;

import dev.muster.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tables of Muster, all named {@code muster_…} and keyed by cluster. One script per dialect lies beside this class.
 */
public final class Schema {

    /** The version of the tables that this release reads and writes. */
    public static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "muster_cluster",
            "muster_server",
            "muster_load",
            "muster_session",
            "muster_session_attribute",
            "muster_room",
            "muster_room_state",
            "muster_participant",
            "muster_discovery",
            "muster_lock",
            "muster_event");

    private Schema() {}

    /**
     * Does what {@code muster.schema} says. Several servers may do it at once.
     *
     * @param mode {@code create}: makes what is missing; {@code validate}: fails if something is missing; {@code none}:
     *     does nothing
     * @throws MusterException if a table is missing and was not made
     */
    public static void prepare(Database database, String mode) {
        if (mode.equals("none") || firstMissing(database).isEmpty()) {
            return;
        }
        List<String> failures = mode.equals("create") ? create(database) : List.of();
        firstMissing(database).ifPresent(table -> {
            throw new MusterException(SqlMessage.SCHEMA_MISSING, mode, table, scriptName(database.dialect()), failures);
        });
    }

    /** The statements that make the tables, without a trailing semicolon. */
    public static List<String> statements(Dialect dialect) {
        return Arrays.stream(script(dialect).split(";\\s*"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /**
     * A statement fails where another server was faster, or where the table was there before: what counts is whether
     * everything is there in the end, and only then are the failures of interest.
     */
    private static List<String> create(Database database) {
        List<String> failures = new ArrayList<>();
        for (String sql : statements(database.dialect())) {
            try {
                database.run(connection -> execute(connection, sql));
            } catch (MusterException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return failures;
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static Optional<String> firstMissing(Database database) {
        return TABLES.stream()
                .filter(table -> !database.run(connection -> exists(connection, table)))
                .findFirst();
    }

    private static boolean exists(Connection connection, String table) {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1 from " + table + " where 1 = 0").close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String scriptName(Dialect dialect) {
        return "dev/muster/sql/" + dialect.script() + ".sql";
    }

    private static String script(Dialect dialect) {
        try (InputStream stream = Schema.class.getResourceAsStream(dialect.script() + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException(scriptName(dialect) + " is missing from the muster-api jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
