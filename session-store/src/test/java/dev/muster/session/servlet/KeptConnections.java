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
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that keeps one connection for each thread, and counts the deadlocks that statements end in. */
final class KeptConnections implements AutoCloseable {

    private final DataSource target;
    private final ConcurrentHashMap<Thread, Connection> kept = new ConcurrentHashMap<>();
    private final AtomicInteger deadlocks = new AtomicInteger();
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

    /** SQLState class 40: the database has rolled back to end a deadlock or to serialize. */
    int deadlocks() {
        return deadlocks.get();
    }

    List<String> failures() {
        return failures;
    }

    private Connection connection() {
        return kept.computeIfAbsent(Thread.currentThread(), thread -> {
            try {
                return target.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
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
            if (e.getCause() instanceof SQLException failure
                    && String.valueOf(failure.getSQLState()).startsWith("40")) {
                deadlocks.incrementAndGet();
                failures.add(failure.getMessage());
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
