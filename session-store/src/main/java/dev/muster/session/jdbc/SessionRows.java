package dev.muster.session.jdbc;

import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.SessionMessage;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a row of the session table means. Stateless. */
final class SessionRows {

    /** The expiry of sessions that live for ever. */
    static final long NEVER = Long.MAX_VALUE;

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int VERSION = 3;
    private static final int PAYLOAD = 9;

    /**
     * The last moment of a session as it is stored: rounded up to a twentieth of the timeout, so that most writes leave
     * the indexed column as it is.
     */
    static long expiry(Instant lastAccess, Duration timeout) {
        if (timeout.isZero()) {
            return NEVER;
        }
        long grain = Math.max(timeout.toMillis() / 20, 1);
        long exact = lastAccess.toEpochMilli() + timeout.toMillis();
        return -Math.floorDiv(-exact, grain) * grain;
    }

    private SessionRows() {}

    static long version(ResultSet row) throws SQLException {
        return row.getLong(VERSION);
    }

    /** The payload; empty, and reported, if it is none that this release can read. */
    static Optional<Envelope> envelope(ResultSet row) throws SQLException {
        try {
            byte[] payload = row.getBytes(PAYLOAD);
            return Optional.of(Envelope.unpack(payload == null ? new byte[0] : payload));
        } catch (IOException e) {
            String uid = row.getString(1).substring(0, 8);
            LOG.log(System.Logger.Level.ERROR, SessionMessage.BROKEN_PAYLOAD.text(uid, e.getMessage()));
            return Optional.empty();
        }
    }

    static StoredSession session(ResultSet row, Map<String, StoredAttribute> attributes) throws SQLException {
        return new StoredSession(
                row.getString(1),
                new SessionKey(row.getString(2)),
                row.getLong(VERSION),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                Duration.ofMillis(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                attributes);
    }

    static SessionInfo info(ResultSet row) throws SQLException {
        String principal = row.getString(3);
        Instant since = Instant.ofEpochMilli(row.getLong(9));
        long expiry = row.getLong(7);
        @Nullable Instant end = expiry == NEVER ? null : Instant.ofEpochMilli(expiry);
        return new SessionInfo(
                row.getString(1),
                new SessionKey(row.getString(2)),
                principal,
                principal == null ? Optional.empty() : Optional.of(since),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                Optional.ofNullable(end),
                row.getLong(8));
    }
}
