package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.SessionDirectory;
import dev.muster.session.SessionInfo;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in, and in how many sessions at once. Thread-safe.
 *
 * <p>The limit holds in the whole cluster without a lock: a sign-in is stored first, then the principal's sessions are
 * looked at, and those beyond the newest few sign-ins are ended, by an order that no later write changes. Of two servers
 * that do so at the same moment, the later one sees both sign-ins; both would end the same sessions, and none of those
 * that may stay.
 */
final class SignIns {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final Comparator<SessionInfo> NEWEST_FIRST = Comparator.comparing(
                    (SessionInfo session) -> session.principalSince().orElse(Instant.MIN))
            .thenComparing(SessionInfo::uid)
            .reversed();

    private @Nullable volatile String attribute;
    private volatile int limit = Integer.MAX_VALUE;
    private @Nullable volatile SessionDirectory directory;

    /** The attribute of the session whose value is the principal, for applications with a login of their own. */
    void namedBy(@Nullable String attributeName) {
        attribute = attributeName;
    }

    /** How many sessions a principal may have. */
    void limitTo(int sessions, SessionDirectory lookedUpIn) {
        limit = sessions;
        directory = lookedUpIn;
    }

    void attributeChanged(ClusterSession session, String name, @Nullable Object value) {
        if (name.equals(attribute)) {
            session.setPrincipal(nameOf(value));
        }
    }

    private static @Nullable String nameOf(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof Principal principal ? principal.getName() : value.toString();
    }

    /** A principal was stored with a session that had none, or another one. */
    void stored(String principal) {
        SessionDirectory lookup = directory;
        if (lookup == null) {
            return;
        }
        try {
            surplus(lookup.find(principal)).forEach(session -> lookup.kill(session.key()));
        } catch (MusterException e) {
            LOG.log(System.Logger.Level.WARNING, DirectoryMessage.LIMIT_FAILED.text(principal, e.getMessage()));
        }
    }

    private List<SessionInfo> surplus(List<SessionInfo> sessions) {
        return sessions.stream().sorted(NEWEST_FIRST).skip(limit).toList();
    }
}
