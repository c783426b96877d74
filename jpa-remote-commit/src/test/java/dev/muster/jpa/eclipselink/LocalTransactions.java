package dev.muster.jpa.eclipselink;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;

/** As much of JTA as one thread with one database needs: in a transaction, one connection with a snapshot of its own. */
final class LocalTransactions implements TransactionManager {

    private final DataSource database;
    private LocalTransaction current;

    LocalTransactions(DataSource database) {
        this.database = database;
    }

    /** Gives out the transaction's connection, or a new one without a transaction. */
    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && current != null) {
                        return unclosed(current.connection());
                    }
                    return method.invoke(database, arguments);
                });
    }

    private static Connection unclosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                LocalTransactions.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (List.of("close", "commit", "rollback", "setAutoCommit").contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void begin() {
        current = new LocalTransaction();
    }

    @Override
    public void commit() {
        current.commit();
    }

    @Override
    public void rollback() {
        current.rollback();
    }

    @Override
    public int getStatus() {
        return current == null ? Status.STATUS_NO_TRANSACTION : current.getStatus();
    }

    @Override
    public Transaction getTransaction() {
        return current;
    }

    @Override
    public void setRollbackOnly() {
        current.setRollbackOnly();
    }

    @Override
    public void setTransactionTimeout(int seconds) {}

    @Override
    public Transaction suspend() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(Transaction transaction) {
        throw new UnsupportedOperationException();
    }

    private final class LocalTransaction implements Transaction {

        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;
        private Connection connection;

        Connection connection() throws SQLException {
            if (connection == null) {
                connection = database.getConnection();
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            return connection;
        }

        @Override
        public void commit() {
            List.copyOf(synchronizations).forEach(Synchronization::beforeCompletion);
            end(status == Status.STATUS_ACTIVE);
        }

        @Override
        public void rollback() {
            end(false);
        }

        private void end(boolean commit) {
            try {
                if (connection != null) {
                    if (commit) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    connection.setAutoCommit(true);
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    connection.close();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            current = null;
            status = commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
            synchronizations.forEach(synchronization -> synchronization.afterCompletion(status));
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            synchronizations.add(synchronization);
        }

        @Override
        public void setRollbackOnly() {
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean enlistResource(XAResource resource) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delistResource(XAResource resource, int flag) {
            throw new UnsupportedOperationException();
        }
    }
}
