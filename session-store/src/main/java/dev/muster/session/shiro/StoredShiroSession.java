package dev.muster.session.shiro;

import dev.muster.MusterException;
import dev.muster.session.servlet.NativeSession;
import dev.muster.session.servlet.NativeSessions;
import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.apache.shiro.session.StoppedSessionException;
import org.apache.shiro.session.UnknownSessionException;
import org.apache.shiro.session.mgt.ValidatingSession;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.support.DefaultSubjectContext;
import org.jspecify.annotations.Nullable;

/**
 * A stored session as Shiro sees it. It expires by the database's clock, so it is never timed out here: when it is, it is
 * not found any more. Thread-safe.
 */
@SuppressWarnings("JavaUtilDate") // Shiro's interface has them
final class StoredShiroSession implements ValidatingSession {

    private static final String STOPPED = "dev.muster.native.stopped";

    private final NativeSession stored;

    StoredShiroSession(NativeSession stored) {
        this.stored = stored;
    }

    NativeSession stored() {
        return stored;
    }

    @Override
    public Serializable getId() {
        return stored.getId();
    }

    @Override
    public Date getStartTimestamp() {
        return new Date(living().getCreationTime());
    }

    @Override
    public Date getLastAccessTime() {
        return Date.from(living().accessedAt());
    }

    @Override
    public long getTimeout() {
        return Timeout.millis(living().getMaxInactiveInterval());
    }

    @Override
    public void setTimeout(long millis) {
        living().setMaxInactiveInterval(Timeout.seconds(millis));
    }

    @Override
    public @Nullable String getHost() {
        String host = NativeSessions.origin(living());
        return host.isEmpty() ? null : host;
    }

    /** The access was recorded when this request found the session. */
    @Override
    public void touch() {
        living();
    }

    /** Stays in the store as stopped, should Shiro have been told not to delete such sessions. */
    @Override
    public void stop() {
        living().setAttribute(STOPPED, true);
    }

    @Override
    public Collection<Object> getAttributeKeys() {
        List<String> names = Collections.list(living().getAttributeNames());
        names.removeIf(NativeSessions::isReserved);
        return List.copyOf(names);
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return living().getAttribute(name(key));
    }

    @Override
    public void setAttribute(Object key, @Nullable Object value) {
        String name = name(key);
        living().setAttribute(name, value);
        notePrincipal(name, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        Object before = getAttribute(key);
        setAttribute(key, null);
        return before;
    }

    private void notePrincipal(String name, @Nullable Object value) {
        if (name.equals(DefaultSubjectContext.PRINCIPALS_SESSION_KEY)) {
            stored.setPrincipal(value instanceof PrincipalCollection all ? nameOf(all.getPrimaryPrincipal()) : null);
        }
    }

    private static @Nullable String nameOf(@Nullable Object principal) {
        return principal instanceof Principal named ? named.getName() : Objects.toString(principal, null);
    }

    @Override
    public boolean isValid() {
        return stored.isValid() && stored.getAttribute(STOPPED) == null;
    }

    @Override
    public void validate() {
        if (living().getAttribute(STOPPED) != null) {
            throw new StoppedSessionException("Session " + getId() + " has been stopped");
        }
    }

    private NativeSession living() {
        if (!stored.isValid()) {
            throw new UnknownSessionException("Session " + getId() + " has ended");
        }
        return stored;
    }

    private static String name(Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new MusterException(ShiroMessage.NO_TEXT, key, key.getClass().getName());
    }
}
