package dev.muster.session.servlet;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source that keeps one connection for each thread, and notes the failures that statements end in. */
final class KeptConnections implements AutoCloseable {

    private final DataSource target;
    private final ConcurrentHashMap<Thread, Connection> kept = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    KeptConnections(DataSource target) {
        this.target = target;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return proxy(Connection.class, onConnection(connection()));
            }
            return call(() -> method.invoke(target, arguments));
        });
    }

    /** What statements failed with, also if another try hid it. */
    List<String> failures() {
        return failures;
    }

    private Connection connection() throws SQLException {
        Connection connection = kept.get(Thread.currentThread());
        return connection == null ? another() : connection;
    }

    /**
     * One thread at a time: MariaDB's pool may hand the connection that it makes for one waiting thread to another that
     * has just come, and makes no more then, because it counts on connections that come back. These do not.
     */
    private synchronized Connection another() throws SQLException {
        Connection connection = target.getConnection();
        kept.put(Thread.currentThread(), connection);
        return connection;
    }

    private InvocationHandler onConnection(Connection connection) {
        return (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            Object result = call(() -> method.invoke(connection, arguments));
            return result instanceof Statement statement
                    ? proxy(
                            method.getReturnType(),
                            (p, onStatement, values) -> call(() -> onStatement.invoke(statement, values)))
                    : result;
        };
    }

    private Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                failures.add(failure.getSQLState() + " " + failure.getErrorCode() + " " + failure.getMessage());
            }
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // the proxy implements the type
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(KeptConnections.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : kept.values()) {
            connection.close();
        }
    }

    private interface Call {
        Object run() throws Exception;
    }
}
