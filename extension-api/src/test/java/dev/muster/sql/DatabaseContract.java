package dev.muster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What each supported database has to do for us. */
abstract class DatabaseContract {

    private final TestDatabase kind;

    DatabaseContract(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void schemaMadeByTwoServersAtOnce_isThere() {
        DataSource empty = kind.createEmpty();
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> Schema.prepare(Database.open(empty), "create"));
        Schema.prepare(Database.open(empty), "create");
        other.join();

        Schema.prepare(Database.open(empty), "validate");
    }

    @Test
    void schemaMissing_validateNamesTableAndScript() {
        Database database = Database.open(kind.createEmpty());

        assertThatThrownBy(() -> Schema.prepare(database, "validate"))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-024")
                .hasMessageContaining("muster_cluster")
                .hasMessageContaining(".sql");
    }

    @Test
    void clock_isTheDatabasesWhateverOurTimeZone() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Instant now = kind.create().clock().now();
            // The test databases run on this machine, so both clocks are the same one.
            Assertions.assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void failedTransaction_leavesNothing() {
        Database database = kind.create();

        assertThatThrownBy(() -> database.transact(connection -> {
                    insertRoom(connection, "a");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(rooms(database)).isZero();
    }

    /** Connections are the application's: it must find them as its pool made them. */
    @Test
    void connection_goesBackAsItCame() throws SQLException {
        try (Connection only = kind.createEmpty().getConnection()) {
            Database database = Database.open(alwaysGiving(only));
            Schema.prepare(database, "create");
            int isolation = only.getTransactionIsolation();

            database.transact(connection -> insertRoom(connection, "a"));
            assertThatThrownBy(() -> database.transact(connection -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");

            assertThat(only.getAutoCommit()).isTrue();
            assertThat(only.getTransactionIsolation()).isEqualTo(isolation);
        }
    }

    private static DataSource alwaysGiving(Connection only) {
        Connection kept = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(only, arguments));
        return proxy(DataSource.class, (method, arguments) -> kept);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return calls.answer(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Calls {
        Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    @Test
    void duplicateKey_isRecognised() {
        Database database = kind.create();
        database.transact(connection -> insertRoom(connection, "a"));

        boolean duplicate = database.run(connection -> {
            try {
                insertRoom(connection, "a");
                return false;
            } catch (SQLException e) {
                return database.dialect().isDuplicateKey(e);
            }
        });

        assertThat(duplicate).isTrue();
    }

    @Test
    void roomNames_areCaseSensitive() {
        Database database = kind.create();
        database.transact(connection -> insertRoom(connection, "lecture"));
        database.transact(connection -> insertRoom(connection, "Lecture"));

        assertThat(rooms(database)).isEqualTo(2);
    }

    @Test
    void limitClause_limits() {
        Database database = kind.create();
        database.transact(connection -> insertRoom(connection, "a"));
        database.transact(connection -> insertRoom(connection, "b"));

        int found = database.run(connection -> {
            String sql = "select room from muster_room order by room"
                    + database.dialect().limitClause();
            try (var statement = connection.prepareStatement(sql)) {
                statement.setInt(1, 1);
                return count(statement.executeQuery());
            }
        });

        assertThat(found).isEqualTo(1);
    }

    private static int insertRoom(Connection connection, String room) throws SQLException {
        String sql = "insert into muster_room (cluster_name, room, server_id, incarnation, epoch, weight, opened_at)"
                + " values ('c', ?, 1, 1, 1, 1, 0)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, room);
            return statement.executeUpdate();
        }
    }

    private static int rooms(Database database) {
        return database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return count(statement.executeQuery("select room from muster_room"));
            }
        });
    }

    private static int count(java.sql.ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
