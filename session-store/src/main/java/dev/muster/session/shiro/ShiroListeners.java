package dev.muster.session.shiro;

import dev.muster.session.servlet.NativeSession;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.shiro.env.Environment;
import org.apache.shiro.mgt.SecurityManager;
import org.apache.shiro.mgt.SessionsSecurityManager;
import org.apache.shiro.session.Session;
import org.apache.shiro.session.SessionListener;
import org.apache.shiro.session.mgt.AbstractNativeSessionManager;
import org.apache.shiro.session.mgt.ImmutableProxiedSession;
import org.apache.shiro.util.ThreadContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells Shiro's session listeners of sessions that end without Shiro's doing. A DAO is not told who uses it: the security
 * manager is taken from the requests, or from where Shiro's web environment leaves it. Thread-safe.
 */
final class ShiroListeners {

    private static final String ENVIRONMENT = "org.apache.shiro.web.env.EnvironmentLoader.ENVIRONMENT_ATTRIBUTE_KEY";

    private volatile @Nullable SecurityManager seen;

    /** Remembers the security manager of this thread's request. */
    void look() {
        if (seen == null) {
            seen = ThreadContext.getSecurityManager();
        }
    }

    void ended(NativeSession stored) {
        BiConsumer<SessionListener, Session> event =
                stored.hasExpired() ? SessionListener::onExpiration : SessionListener::onStop;
        Session session = new ImmutableProxiedSession(new StoredShiroSession(stored));
        all(stored.getServletContext()).forEach(listener -> event.accept(listener, session));
    }

    private Collection<SessionListener> all(ServletContext context) {
        return manager(context) instanceof SessionsSecurityManager manager
                        && manager.getSessionManager() instanceof AbstractNativeSessionManager sessions
                ? List.copyOf(sessions.getSessionListeners())
                : List.of();
    }

    private @Nullable SecurityManager manager(ServletContext context) {
        return context.getAttribute(ENVIRONMENT) instanceof Environment environment
                ? environment.getSecurityManager()
                : seen;
    }
}
