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
    private volatile @Nullable DatabaseClock clock;

    private Database(DataSource dataSource, Dialect dialect, ApplicationTransactions transactions) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.transactions = transactions;
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
        return new Database(dataSource, dialect, transactions);
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
        return transactions.outside(() -> retrying(() -> once(work)));
    }

    /**
     * Runs work in a transaction of its own at read-committed isolation: commits if it returns, rolls back if it throws.
     *
     * @throws MusterException if the database fails
     */
    public <T extends @Nullable Object> T transact(SqlWork<T> work) {
        return transactions.outside(() -> retrying(() -> onceInTransaction(work)));
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

    private <T extends @Nullable Object> T once(SqlWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return work.run(connection);
        }
    }

    private <T extends @Nullable Object> T onceInTransaction(SqlWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            readCommitted(connection);
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Only MariaDB starts at another level; asking PostgreSQL for its level would cost a round trip. */
    private void readCommitted(Connection connection) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static <T extends @Nullable Object> T retrying(Attempt<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (tries == TRIES || !isTransient(e)) {
                    throw new MusterException(e, SqlMessage.DATABASE_FAILED, e.getMessage());
                }
            }
        }
    }

    /** SQLState class 40 is transaction rollback: serialization failure and deadlock. */
    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException || (state != null && state.startsWith("40"));
    }

    @FunctionalInterface
    private interface Attempt<T extends @Nullable Object> {
        T run() throws SQLException;
    }
}
