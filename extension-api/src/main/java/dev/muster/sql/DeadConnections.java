package dev.muster.sql;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives dead connections back as dead. Most pools notice by themselves; that of Payara and GlassFish gives the same dead
 * connection out again and again, for ever, unless it was set up to check its connections, or is told:
 * {@code com.sun.appserv.jdbc.DataSource.markConnectionAsBad}. Immutable.
 */
final class DeadConnections {

    private static final System.Logger LOG = System.getLogger("dev.muster.sql");
    private static final String PAYARA = "com.sun.appserv.jdbc.DataSource";

    private final DataSource dataSource;
    private final @Nullable Method discard;

    private DeadConnections(DataSource dataSource, @Nullable Method discard) {
        this.dataSource = dataSource;
        this.discard = discard;
    }

    static DeadConnections of(DataSource dataSource) {
        return new DeadConnections(dataSource, discardOf(dataSource.getClass()).orElse(null));
    }

    private static Optional<Method> discardOf(Class<?> type) {
        try {
            Optional<Class<?>> api = types(type)
                    .flatMap(each -> Arrays.stream(each.getInterfaces()))
                    .filter(each -> each.getName().equals(PAYARA))
                    .findFirst();
            return api.isPresent()
                    ? Optional.of(api.get().getMethod("markConnectionAsBad", Connection.class))
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            LOG.log(System.Logger.Level.DEBUG, "the pool cannot be told of dead connections", e);
            return Optional.empty();
        }
    }

    private static Stream<Class<?>> types(Class<?> type) {
        return Stream.iterate(type, each -> each != null, Class::getSuperclass);
    }

    /** A statement failed: tells the pool if that was because the connection is no more. */
    void tell(Connection connection, SQLException failure) {
        if (discard != null && isGone(failure)) {
            try {
                discard.invoke(dataSource, connection);
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "the pool was not told of a dead connection", e);
            }
        }
    }

    /** Connection exceptions, and PostgreSQL's farewells. */
    private static boolean isGone(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
