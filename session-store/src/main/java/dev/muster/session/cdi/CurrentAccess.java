package dev.muster.session.cdi;

import dev.muster.session.servlet.Exchange;
import dev.muster.session.servlet.SessionAccess;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the calling thread has to do with stored sessions. Code of the application that runs before our filter, such as a
 * {@code ServletRequestListener}, finds it by the request that the container has made known to CDI.
 */
public final class CurrentAccess {

    private CurrentAccess() {}

    /** What the calling thread works on; null if that has nothing to do with stored sessions. */
    public static @Nullable SessionAccess find(BeanManager manager) {
        SessionAccess known = SessionAccess.current();
        return known == null ? outsideOfFilter(manager) : known;
    }

    /**
     * What the calling thread works on.
     *
     * @throws ContextNotActiveException if that has nothing to do with stored sessions
     */
    public static SessionAccess require(BeanManager manager) {
        SessionAccess access = find(manager);
        if (access == null) {
            throw new ContextNotActiveException("this thread works on no request, so it has no session");
        }
        return access;
    }

    /**
     * The request that the calling thread works on.
     *
     * @throws ContextNotActiveException if there is none
     */
    public static Exchange requireRequest(BeanManager manager) {
        if (find(manager) instanceof Exchange exchange) {
            return exchange;
        }
        throw new ContextNotActiveException("this thread works on no request");
    }

    private static @Nullable SessionAccess outsideOfFilter(BeanManager manager) {
        try {
            return manager.getBeans(HttpServletRequest.class).stream()
                    .filter(bean -> bean.getBeanClass() != InjectedSession.class)
                    .findFirst()
                    .map(bean -> Exchange.of(request(manager, bean)))
                    .orElse(null);
        } catch (IllegalStateException | ContextNotActiveException e) {
            return null;
        }
    }

    private static HttpServletRequest request(BeanManager manager, Bean<?> bean) {
        return (HttpServletRequest)
                manager.getReference(bean, HttpServletRequest.class, manager.createCreationalContext(bean));
    }
}
