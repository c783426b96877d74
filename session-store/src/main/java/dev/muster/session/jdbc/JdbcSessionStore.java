package dev.muster.session.jdbc;

import dev.muster.config.Settings;
import dev.muster.server.ClusterName;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.Envelope;
import dev.muster.session.codec.SessionMessage;
import dev.muster.sql.Database;
import dev.muster.sql.SharedDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the table {@code muster_session} of the shared database, one row each.
 *
 * <p>Selected as an alternative in the application's {@code beans.xml}, or by {@code muster.session.store=database}.
 * Thread-safe; holds no connection between calls.
 */
@Alternative
@Dependent
public class JdbcSessionStore implements SessionStore {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final Database database;
    private final String cluster;
    private final SessionStatements sql;

    /** For the application that injects the store: the sessions of its own cluster. */
    @Inject
    public JdbcSessionStore(ServletContext context) {
        this(Settings.load(Thread.currentThread().getContextClassLoader()), context.getContextPath());
    }

    private JdbcSessionStore(Settings settings, String contextPath) {
        this(
                Database.open(SharedDataSource.lookup(settings, "the session store")),
                ClusterName.of(settings, contextPath));
    }

    /** A store of one cluster's sessions; the schema must be there. */
    public JdbcSessionStore(Database database, String cluster) {
        this.database = database;
        this.cluster = cluster;
        this.sql = new SessionStatements(database.dialect());
    }

    @Override
    public Instant now() {
        return database.clock().now();
    }

    @Override
    public Optional<StoredSession> load(SessionKey key) {
        return database.run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql.load, cluster, key.hash());
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? readable(rows) : Optional.empty();
            }
        });
    }

    @Override
    public OptionalLong version(SessionKey key) {
        return database.run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql.version, cluster, key.hash());
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    @Override
    public boolean create(StoredSession session) {
        return unlessTaken(
                sql.create,
                cluster,
                session.key().hash(),
                session.version(),
                session.createdAt().toEpochMilli(),
                session.lastAccessedAt().toEpochMilli(),
                session.timeout().toMillis(),
                session.principal(),
                session.server(),
                Envelope.pack(session.attributes().values()),
                session.expiresAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    @Override
    public boolean save(StoredSession session, Set<String> changed) {
        long accessed = session.lastAccessedAt().toEpochMilli();
        long timeout = session.timeout().toMillis();
        return update(
                sql.save,
                accessed,
                accessed,
                timeout,
                accessed,
                accessed,
                timeout,
                timeout,
                session.principal(),
                session.server(),
                Envelope.pack(session.attributes().values()),
                cluster,
                session.key().hash(),
                session.version());
    }

    @Override
    public boolean touch(SessionKey key, Instant accessedAt) {
        long accessed = accessedAt.toEpochMilli();
        return update(sql.touch, accessed, accessed, accessed, accessed, cluster, key.hash());
    }

    @Override
    public boolean rename(SessionKey key, SessionKey newKey) {
        return unlessTaken(sql.rename, newKey.hash(), cluster, key.hash());
    }

    @Override
    public boolean delete(SessionKey key) {
        return update(sql.delete, cluster, key.hash());
    }

    @Override
    public List<StoredSession> takeExpired(int limit) {
        return database.transact(connection -> {
            List<StoredSession> taken = new ArrayList<>();
            for (StoredSession session : findExpired(connection, limit)) {
                if (execute(
                                connection,
                                sql.deleteExpired,
                                cluster,
                                session.key().hash())
                        == 1) {
                    taken.add(session);
                }
            }
            return taken;
        });
    }

    private List<StoredSession> findExpired(Connection connection, int limit) throws SQLException {
        List<StoredSession> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql.findExpired, cluster, limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(readable(rows).orElse(session(rows, Map.of())));
            }
        }
        return found;
    }

    private boolean unlessTaken(String statement, @Nullable Object... parameters) {
        return database.run(connection -> {
            try {
                return execute(connection, statement, parameters) == 1;
            } catch (SQLException e) {
                if (database.dialect().isDuplicateKey(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private boolean update(String statement, @Nullable Object... parameters) {
        return database.run(connection -> execute(connection, statement, parameters) == 1);
    }

    private static int execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    /** Derby takes no untyped null, and drivers differ in what they make of a byte array given as an object. */
    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else {
            statement.setString(index, (String) value);
        }
    }

    private static Optional<StoredSession> readable(ResultSet rows) throws SQLException {
        try {
            return Optional.of(session(rows, Envelope.unpack(rows.getBytes(8))));
        } catch (IOException e) {
            String row = rows.getString(1).substring(0, 8);
            LOG.log(System.Logger.Level.ERROR, SessionMessage.BROKEN_PAYLOAD.text(row, e.getMessage()));
            return Optional.empty();
        }
    }

    private static StoredSession session(ResultSet rows, Map<String, StoredAttribute> attributes) throws SQLException {
        return new StoredSession(
                new SessionKey(rows.getString(1)),
                rows.getLong(2),
                Instant.ofEpochMilli(rows.getLong(3)),
                Instant.ofEpochMilli(rows.getLong(4)),
                Duration.ofMillis(rows.getLong(5)),
                rows.getString(6),
                rows.getString(7),
                attributes);
    }
}
