package dev.muster.session.shiro;

import dev.muster.MusterException;
import dev.muster.session.servlet.NativeSession;
import dev.muster.session.servlet.NativeSessions;
import java.io.Serializable;
import java.util.Collection;
import java.util.Objects;
import org.apache.shiro.session.Session;
import org.apache.shiro.session.UnknownSessionException;
import org.apache.shiro.session.mgt.SimpleSession;
import org.apache.shiro.session.mgt.eis.SessionDAO;
import org.jspecify.annotations.Nullable;

/**
 * Shiro's native sessions in the session store. Named in Shiro's configuration:
 *
 * <pre>
 * sessionDAO = dev.muster.session.shiro.MusterSessionDAO
 * sessionManager = org.apache.shiro.web.session.mgt.DefaultWebSessionManager
 * sessionManager.sessionDAO = $sessionDAO
 * sessionManager.sessionValidationSchedulerEnabled = false
 * </pre>
 *
 * <p>Within a request Shiro may update a session as often as it likes: it is written once, when the response is
 * committed, and only if something changed, objects inside it included. Outside of requests each update writes.
 * Thread-safe. Throws {@link MusterException} if the store cannot be reached or sessions are not stored.
 */
public class MusterSessionDAO implements SessionDAO {

    private static final int LISTED = 1000;

    private final ShiroListeners listeners = new ShiroListeners();

    /** Made by Shiro's configuration, on a thread of the application. */
    public MusterSessionDAO() {
        NativeSessions.whenOneEnds(listeners::ended);
    }

    @Override
    public Serializable create(Session session) {
        NativeSession stored = sessions().begin(Objects.requireNonNullElse(session.getHost(), ""));
        copy(session, stored);
        ((SimpleSession) session).setId(stored.getId());
        return stored.getId();
    }

    @Override
    public Session readSession(Serializable id) {
        listeners.look();
        return new StoredShiroSession(require(id));
    }

    @Override
    public void update(Session session) {
        NativeSession stored = stored(session);
        if (stored == null) {
            stored = require(session.getId());
            copy(session, stored);
        }
        sessions().save(stored);
    }

    @Override
    public void delete(Session session) {
        NativeSession known = stored(session);
        NativeSession stored = known == null ? sessions().find(session.getId().toString()) : known;
        if (stored != null) {
            sessions().delete(stored);
        }
    }

    /** The sessions of all servers, at most 1,000; what is changed in them is stored by {@link #update}. */
    @Override
    public Collection<Session> getActiveSessions() {
        return sessions().list(LISTED).stream()
                .map(StoredShiroSession::new)
                .map(Session.class::cast)
                .toList();
    }

    /** Shiro begins with a session of its own and sets it up before it asks for ours. */
    private static void copy(Session from, NativeSession to) {
        to.setMaxInactiveInterval(Timeout.seconds(from.getTimeout()));
        StoredShiroSession target = new StoredShiroSession(to);
        from.getAttributeKeys().forEach(key -> target.setAttribute(key, from.getAttribute(key)));
    }

    private static @Nullable NativeSession stored(Session session) {
        return session instanceof StoredShiroSession ours ? ours.stored() : null;
    }

    private static NativeSession require(Serializable id) {
        NativeSession stored = sessions().find(id.toString());
        if (stored == null) {
            throw new UnknownSessionException("There is no session with id [" + id + "]");
        }
        return stored;
    }

    private static NativeSessions sessions() {
        return NativeSessions.current().orElseThrow(() -> new MusterException(ShiroMessage.NOT_STORED));
    }
}
