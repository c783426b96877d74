package dev.muster.jpa.openjpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that stops before and after each query and each commit, to let something else happen. */
final class SteppedDataSource {

    private final Runnable step;

    private SteppedDataSource(Runnable step) {
        this.step = step;
    }

    static DataSource over(DataSource dataSource, Runnable step) {
        return new SteppedDataSource(step).wrap(DataSource.class, dataSource);
    }

    private <T> T wrap(Class<T> type, T delegate) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(delegate, method, arguments)));
    }

    private @Nullable Object call(Object delegate, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean stop =
                method.getName().equals("executeQuery") || method.getName().equals("commit");
        if (stop) {
            step.run();
        }
        Object result = invoke(delegate, method, arguments);
        if (stop) {
            step.run();
        }
        if (result instanceof Connection connection) {
            return wrap(Connection.class, connection);
        }
        return result instanceof PreparedStatement statement ? wrap(PreparedStatement.class, statement) : result;
    }

    private static @Nullable Object invoke(Object delegate, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
