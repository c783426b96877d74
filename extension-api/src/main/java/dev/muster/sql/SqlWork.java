package dev.muster.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A piece of work on a connection. It does not close the connection, commit or roll back; it may run again after a
 * transient failure, so it must have no side effects outside the database.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface SqlWork<T extends @org.jspecify.annotations.Nullable Object> {

    /** Does the work. */
    T run(Connection connection) throws SQLException;
}
