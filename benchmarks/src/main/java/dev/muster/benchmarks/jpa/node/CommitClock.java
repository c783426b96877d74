package dev.muster.benchmarks.jpa.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes when the database has acknowledged a commit: from then on, what other caches hold is old. Thread-safe. */
final class CommitClock {

    private static final ThreadLocal<Long> LAST = ThreadLocal.withInitial(() -> 0L);

    private CommitClock() {}

    /** The data source with a watch on its connections. */
    static DataSource watching(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            @Nullable Object result = call(source, method, arguments);
            return method.getName().equals("getConnection")
                    ? watching((Connection) Objects.requireNonNull(result))
                    : result;
        });
    }

    /** When the database acknowledged the last commit of this thread. */
    static long last() {
        return LAST.get();
    }

    private static Connection watching(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            @Nullable Object result = call(connection, method, arguments);
            if (method.getName().equals("commit")) {
                LAST.set(System.nanoTime());
            }
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
