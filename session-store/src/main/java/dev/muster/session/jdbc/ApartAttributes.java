package dev.muster.session.jdbc;

import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that are large enough for rows of their own, so that a change of a small one beside them neither reads nor
 * writes them. A row's key is the digest of what it holds: it never changes, it only comes and goes with the session's row
 * in one transaction. Thread-safe.
 */
final class ApartAttributes {

    private final SessionStatements sql;
    private final String cluster;
    private final int threshold;

    /** Attributes of more bytes than the threshold are kept apart. */
    ApartAttributes(SessionStatements sql, String cluster, int threshold) {
        this.sql = sql;
        this.cluster = cluster;
        this.threshold = threshold;
    }

    /** The session with each large attribute marked as kept apart. */
    StoredSession separate(StoredSession session) {
        if (session.attributes().values().stream().noneMatch(this::isToBeMarked)) {
            return session;
        }
        Map<String, StoredAttribute> marked = new HashMap<>(session.attributes());
        marked.replaceAll((name, attribute) -> isToBeMarked(attribute) ? attribute.keptApart() : attribute);
        return session.withAttributes(marked);
    }

    private boolean isToBeMarked(StoredAttribute attribute) {
        return !attribute.isApart() && attribute.bytes().length > threshold;
    }

    /** Whether rows have to come or go when one session follows another. */
    static boolean differ(StoredSession base, StoredSession next) {
        return !digests(base).equals(digests(next));
    }

    /** Adds the rows that the next session has and its base has not, and removes those that it has no more. */
    void replace(Connection connection, StoredSession base, StoredSession next) throws SQLException {
        Set<String> before = digests(base);
        for (StoredAttribute attribute : next.attributes().values()) {
            if (attribute.isApart() && !before.contains(attribute.digest())) {
                add(connection, next.uid(), attribute);
            }
        }
        before.removeAll(digests(next));
        for (String digest : before) {
            Statements.execute(connection, sql.removeApart, cluster, next.uid(), digest);
        }
    }

    void add(Connection connection, StoredSession session) throws SQLException {
        for (StoredAttribute attribute : session.attributes().values()) {
            if (attribute.isApart()) {
                add(connection, session.uid(), attribute);
            }
        }
    }

    private void add(Connection connection, String uid, StoredAttribute attribute) throws SQLException {
        Statements.execute(connection, sql.addApart, cluster, uid, attribute.digest(), attribute.bytes());
    }

    /** The attribute of a reference; null if its row is not there. */
    @Nullable StoredAttribute find(Connection connection, String uid, Envelope.Reference reference) throws SQLException {
        try (PreparedStatement statement =
                        Statements.prepare(connection, sql.findApart, cluster, uid, reference.digest());
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Envelope.resolve(reference, rows.getBytes(1)) : null;
        }
    }

    private static Set<String> digests(StoredSession session) {
        Collection<StoredAttribute> all = session.attributes().values();
        return all.stream()
                .filter(StoredAttribute::isApart)
                .map(StoredAttribute::digest)
                .collect(Collectors.toSet());
    }
}
