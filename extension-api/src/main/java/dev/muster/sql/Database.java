package dev.muster.sql;

import dev.muster.MusterException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The shared database: its data source, its dialect, its clock, and how work is run on it.
 *
 * <p>Work never takes part in a transaction of the application, even if one is active on the calling thread. A failure
 * that another try may cure (deadlock, serialization) is tried again a few times. Thread-safe; holds no connection
 * between calls. The data source is closed by its owner.
 */
public final class Database {

    private static final int TRIES = 5;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final ApplicationTransactions transactions;
    private final DatabaseWatch watch;
    private final DeadConnections deadConnections;
    private volatile @Nullable DatabaseClock clock;

    private Database(
            DataSource dataSource, Dialect dialect, ApplicationTransactions transactions, DatabaseWatch watch) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.transactions = transactions;
        this.watch = watch;
        this.deadConnections = DeadConnections.of(dataSource);
    }

    /**
     * Connects once to find out the dialect.
     *
     * @throws MusterException if no connection can be had or the database is none that Muster knows
     */
    public static Database open(DataSource dataSource) {
        ApplicationTransactions transactions = ApplicationTransactions.lookup();
        Dialect dialect = transactions.outside(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return Dialect.of(connection);
            } catch (SQLException e) {
                throw new MusterException(e, SqlMessage.DATABASE_FAILED, e.getMessage());
            }
        });
        return new Database(dataSource, dialect, transactions, Unwatched.INSTANCE);
    }

    /** The same database, with all its work watched. */
    public Database watchedBy(DatabaseWatch other) {
        return new Database(dataSource, dialect, transactions, other);
    }

    /** The dialect of this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The data source, for libraries that want one. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The database's clock; the schema must be there. */
    public DatabaseClock clock() {
        DatabaseClock current = clock;
        if (current == null) {
            current = new DatabaseClock(this::queryMillis, System::nanoTime);
            clock = current;
        }
        return current;
    }

    /**
     * Runs one statement that needs no transaction around it: a single round trip.
     *
     * @throws MusterException if the database fails
     */
    public <T extends @Nullable Object> T run(SqlWork<T> work) {
        return transactions.outside(() -> retrying(connection -> once(connection, work)));
    }

    /**
     * Runs work in a transaction of its own at read-committed isolation: commits if it returns, rolls back if it throws.
     *
     * @throws MusterException if the database fails
     */
    public <T extends @Nullable Object> T transact(SqlWork<T> work) {
        return transactions.outside(() -> retrying(connection -> onceInTransaction(connection, work)));
    }

    private long queryMillis() {
        return run(connection -> {
            String query = dialect == Dialect.DERBY ? "values " + dialect.nowMillis() : "select " + dialect.nowMillis();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private <T extends @Nullable Object> T attended(SqlWork<T> work, DatabaseWatch.Work watched) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            watched.connected(connection);
            try {
                return work.run(connection);
            } catch (SQLException e) {
                deadConnections.tell(connection, e);
                throw e;
            } finally {
                watched.disconnecting();
            }
        }
    }

    private static <T extends @Nullable Object> T once(Connection connection, SqlWork<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            return work.run(connection);
        }
        connection.setAutoCommit(true);
        T result = work.run(connection);
        connection.setAutoCommit(false);
        return result;
    }

    private <T extends @Nullable Object> T onceInTransaction(Connection connection, SqlWork<T> work)
            throws SQLException {
        Manners manners = Manners.of(connection, dialect);
        try {
            manners.beginTransaction(connection);
            T result = work.run(connection);
            connection.commit();
            manners.restore(connection);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, manners, e);
            throw e;
        }
    }

    /** A connection that is broken fails here again; what counts is why it broke. */
    private static void rollBack(Connection connection, Manners manners, Throwable reason) {
        try {
            connection.rollback();
            manners.restore(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * How a connection came out of the application's pool, and has to go back.
     *
     * <p>Only MariaDB starts at another isolation level than ours; asking PostgreSQL would cost a round trip.
     */
    private record Manners(boolean autoCommit, int isolation) {

        private static final int AS_IT_IS = -1;

        static Manners of(Connection connection, Dialect dialect) throws SQLException {
            int isolation = dialect == Dialect.MARIADB ? connection.getTransactionIsolation() : AS_IT_IS;
            return new Manners(connection.getAutoCommit(), isolation);
        }

        void beginTransaction(Connection connection) throws SQLException {
            if (isolation != AS_IT_IS) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setAutoCommit(false);
        }

        void restore(Connection connection) throws SQLException {
            connection.setAutoCommit(autoCommit);
            if (isolation != AS_IT_IS) {
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    private <T extends @Nullable Object> T retrying(SqlWork<T> attempt) {
        try (DatabaseWatch.Work watched = watch.begin()) {
            for (int tries = 1; ; tries++) {
                try {
                    T result = attended(attempt, watched);
                    watched.succeeded();
                    return result;
                } catch (SQLException e) {
                    watched.failed(e);
                    if (tries == TRIES || !isTransient(e)) {
                        throw new MusterException(e, SqlMessage.DATABASE_FAILED, e.getMessage());
                    }
                }
            }
        }
    }

    /** SQLState class 40 is transaction rollback: serialization failure and deadlock. */
    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || wasDeadBefore(failure)
                || (state != null && state.startsWith("40"));
    }

    /**
     * Whether the pool gave a connection that was dead already, so that nothing happened: it does not exist (08003), or
     * PostgreSQL had ended it when it stopped (57P01). The next one may be a good one.
     */
    public static boolean wasDeadBefore(SQLException failure) {
        String state = failure.getSQLState();
        return "08003".equals(state) || "57P01".equals(state);
    }
}
