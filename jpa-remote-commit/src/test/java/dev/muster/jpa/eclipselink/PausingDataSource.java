package dev.muster.jpa.eclipselink;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lets something happen right before and right after each SELECT, and after each commit, on the thread that does it: what
 * another server does just then.
 */
final class PausingDataSource {

    private final DataSource target;
    private Pause pause = Pause.NONE;

    PausingDataSource(DataSource target) {
        this.target = target;
    }

    /** What happens from now on. */
    void pause(Pause newPause) {
        pause = newPause;
    }

    /** The wrapped data source. */
    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            return result instanceof Connection connection ? wrap(connection) : result;
        });
    }

    private Connection wrap(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (method.getName().equals("commit")) {
                pause.committed();
            }
            boolean select = result instanceof PreparedStatement
                    && arguments[0].toString().startsWith("SELECT");
            return select ? wrap((PreparedStatement) result) : result;
        });
    }

    private PreparedStatement wrap(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("executeQuery")) {
                return call(statement, method, arguments);
            }
            pause.beforeSelect();
            // H2 has the whole result in memory.
            Object result = call(statement, method, arguments);
            pause.afterSelect();
            return result;
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What happens meanwhile. */
    interface Pause {

        Pause NONE = new Pause() {};

        /** A query is about to be sent. */
        default void beforeSelect() throws SQLException {}

        /** Its result is there, and nobody has seen it yet. */
        default void afterSelect() throws SQLException {}

        /** A commit has succeeded, and nothing of it is in the cache. */
        default void committed() throws SQLException {}
    }
}
