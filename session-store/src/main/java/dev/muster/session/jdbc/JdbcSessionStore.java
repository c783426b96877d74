package dev.muster.session.jdbc;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.server.ClusterName;
import dev.muster.session.Lookup;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.SessionMessage;
import dev.muster.sql.Database;
import dev.muster.sql.SharedDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the tables {@code muster_session}, one row each, and {@code muster_session_attribute}, one row for each large
 * attribute, of the shared database.
 *
 * <p>Selected as an alternative in the application's {@code beans.xml}, or by {@code muster.session.store=database}.
 * Thread-safe; holds no connection between calls.
 */
@Alternative
@Dependent
public class JdbcSessionStore implements SessionStore {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    /** How often a session is read again whose large attributes are replaced at the same moment. */
    private static final int TRIES = 5;

    private final Database database;
    private final String cluster;
    private final SessionStatements sql;
    private final ApartAttributes apart;

    /** For the application that injects the store: the sessions of its own cluster. */
    @Inject
    public JdbcSessionStore(ServletContext context) {
        this(Settings.load(Thread.currentThread().getContextClassLoader()), context.getContextPath());
    }

    private JdbcSessionStore(Settings settings, String contextPath) {
        this(
                Database.open(SharedDataSource.lookup(settings, "the session store")),
                ClusterName.of(settings, contextPath),
                settings.integer(Setting.SESSION_LARGE_ATTRIBUTE).orElseThrow());
    }

    /**
     * A store of one cluster's sessions; the schema must be there.
     *
     * @param largeAttribute attributes of more bytes get rows of their own; servers may differ in it
     */
    public JdbcSessionStore(Database database, String cluster, int largeAttribute) {
        this.database = database;
        this.cluster = cluster;
        this.sql = new SessionStatements(database.dialect());
        this.apart = new ApartAttributes(sql, cluster, largeAttribute);
    }

    @Override
    public Instant now() {
        return database.clock().now();
    }

    @Override
    public Lookup find(SessionKey key, @Nullable StoredSession known) {
        return database.run(connection -> {
            for (int tries = 1; ; tries++) {
                Lookup found = find(connection, key, known, tries == TRIES);
                if (found != null) {
                    return found;
                }
            }
        });
    }

    /** Null if a large attribute was replaced between the two reads. */
    private @Nullable Lookup find(Connection connection, SessionKey key, @Nullable StoredSession known, boolean last)
            throws SQLException {
        long version = known == null ? Long.MIN_VALUE : known.version();
        try (PreparedStatement statement = Statements.prepare(connection, sql.find, version, cluster, key.hash());
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Lookup.ABSENT;
            }
            if (SessionRows.version(rows) == version) {
                return Lookup.CURRENT;
            }
            Optional<Envelope> envelope = SessionRows.envelope(rows);
            if (envelope.isEmpty()) {
                return Lookup.ABSENT;
            }
            StoredSession session = SessionRows.session(rows, Map.of());
            Map<String, StoredAttribute> attributes =
                    attributes(connection, session.uid(), envelope.get(), known, last);
            return attributes == null ? null : new Lookup.Changed(session.withAttributes(attributes));
        }
    }

    private @Nullable Map<String, StoredAttribute> attributes(
            Connection connection, String uid, Envelope envelope, @Nullable StoredSession known, boolean last)
            throws SQLException {
        Map<String, StoredAttribute> all = new HashMap<>(envelope.within());
        for (Envelope.Reference reference : envelope.apart()) {
            StoredAttribute attribute =
                    known == null ? null : known.attributes().get(reference.name());
            if (attribute == null || !attribute.isApart() || !attribute.digest().equals(reference.digest())) {
                attribute = apart.find(connection, uid, reference);
            }
            if (attribute != null) {
                all.put(reference.name(), attribute);
            } else if (last) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        SessionMessage.LARGE_ATTRIBUTE_GONE.text(reference.name(), uid.substring(0, 8)));
            } else {
                return null;
            }
        }
        return all;
    }

    @Override
    public Optional<StoredSession> create(StoredSession session) {
        StoredSession stored = apart.separate(session);
        boolean plain = stored.attributes().values().stream().noneMatch(StoredAttribute::isApart);
        boolean created = unlessTaken(() -> plain
                ? database.run(connection -> insert(connection, stored))
                : database.transact(connection -> {
                    int rows = insert(connection, stored);
                    apart.add(connection, stored);
                    return rows;
                }));
        return created ? Optional.of(stored) : Optional.empty();
    }

    private int insert(Connection connection, StoredSession session) throws SQLException {
        return Statements.execute(
                connection,
                sql.create,
                cluster,
                session.uid(),
                session.key().hash(),
                session.version(),
                session.createdAt().toEpochMilli(),
                session.lastAccessedAt().toEpochMilli(),
                session.timeout().toMillis(),
                session.principal(),
                session.server(),
                Envelope.pack(session.attributes().values()),
                SessionRows.expiry(session.lastAccessedAt(), session.timeout()),
                session.lastAccessedAt().toEpochMilli());
    }

    @Override
    public Optional<StoredSession> save(StoredSession base, StoredSession next) {
        StoredSession stored = apart.separate(next);
        boolean saved = ApartAttributes.differ(base, stored)
                ? database.transact(connection -> {
                    boolean won = update(connection, base, stored) == 1;
                    if (won) {
                        apart.replace(connection, base, stored);
                    }
                    return won;
                })
                : database.run(connection -> update(connection, base, stored)) == 1;
        return saved ? Optional.of(stored.atVersion(base.version() + 1)) : Optional.empty();
    }

    private int update(Connection connection, StoredSession base, StoredSession next) throws SQLException {
        long accessed = next.lastAccessedAt().toEpochMilli();
        long timeout = next.timeout().toMillis();
        long expiry = SessionRows.expiry(next.lastAccessedAt(), next.timeout());
        // A new timeout counts from now: the row may know of an access that this server has not heard of.
        long fresh = base.timeout().equals(next.timeout()) ? expiry : SessionRows.expiry(now(), next.timeout());
        return Statements.execute(
                connection,
                sql.save,
                timeout,
                fresh,
                expiry,
                expiry,
                timeout,
                accessed,
                accessed,
                next.principal(),
                now().toEpochMilli(),
                next.principal(),
                next.server(),
                Envelope.pack(next.attributes().values()),
                cluster,
                next.uid(),
                base.version());
    }

    @Override
    public boolean touch(String uid, Instant accessedAt) {
        long accessed = accessedAt.toEpochMilli();
        return write(sql.touch, accessed, accessed, accessed, accessed, cluster, uid);
    }

    @Override
    public boolean rename(String uid, SessionKey newKey) {
        return unlessTaken(() ->
                database.run(connection -> Statements.execute(connection, sql.rename, newKey.hash(), cluster, uid)));
    }

    @Override
    public Optional<SessionKey> keyOf(String uid) {
        return database.run(connection -> {
            try (PreparedStatement statement = Statements.prepare(connection, sql.keyOf, cluster, uid);
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new SessionKey(rows.getString(1))) : Optional.empty();
            }
        });
    }

    /** Rows of large attributes go with the session's row by their foreign key. */
    @Override
    public boolean delete(String uid) {
        return write(sql.delete, cluster, uid);
    }

    @Override
    public List<StoredSession> takeExpired(int limit) {
        return database.transact(connection -> {
            List<StoredSession> taken = new ArrayList<>();
            for (StoredSession session : findExpired(connection, limit)) {
                if (Statements.execute(connection, sql.deleteExpired, cluster, session.uid()) == 1) {
                    taken.add(session);
                }
            }
            return taken;
        });
    }

    private List<StoredSession> findExpired(Connection connection, int limit) throws SQLException {
        List<StoredSession> found = new ArrayList<>();
        try (PreparedStatement statement = Statements.prepare(connection, sql.findExpired, cluster, limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                StoredSession session = SessionRows.session(rows, Map.of());
                Optional<Envelope> envelope = SessionRows.envelope(rows);
                Map<String, StoredAttribute> attributes =
                        envelope.isEmpty() ? null : attributes(connection, session.uid(), envelope.get(), null, true);
                found.add(attributes == null ? session : session.withAttributes(attributes));
            }
        }
        return found;
    }

    @Override
    public List<SessionInfo> search(@Nullable String principal, int limit) {
        return database.run(connection -> {
            List<SessionInfo> found = new ArrayList<>();
            try (PreparedStatement statement = principal == null
                            ? Statements.prepare(connection, sql.search, cluster, limit)
                            : Statements.prepare(connection, sql.searchPrincipal, cluster, principal, limit);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(SessionRows.info(rows));
                }
            }
            return found;
        });
    }

    private boolean write(String statement, Object... parameters) {
        return database.run(connection -> Statements.execute(connection, statement, parameters) == 1);
    }

    private boolean unlessTaken(IntSupplier write) {
        try {
            return write.getAsInt() == 1;
        } catch (MusterException e) {
            if (e.getCause() instanceof SQLException failure
                    && database.dialect().isDuplicateKey(failure)) {
                return false;
            }
            throw e;
        }
    }
}
