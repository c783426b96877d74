package dev.muster.benchmarks.rooms;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A data source that counts executed statements. Thread-safe. */
final class CountedStatements {

    private final AtomicLong executed = new AtomicLong();
    private final DataSource counting;

    CountedStatements(DataSource dataSource) {
        counting = proxy(DataSource.class, dataSource);
    }

    DataSource dataSource() {
        return counting;
    }

    long executed() {
        return executed.get();
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                CountedStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        executed.incrementAndGet();
                    }
                    try {
                        return wrapped(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Object wrapped(Object result) {
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
    }
}
