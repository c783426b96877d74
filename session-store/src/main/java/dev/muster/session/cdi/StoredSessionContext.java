package dev.muster.session.cdi;

import dev.muster.session.servlet.Exchange;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps beans of the session scope in attributes of the stored session, one each, so that changes in them are found and
 * saved like those of any attribute. Active wherever a request is. Thread-safe; a bean is made once per session and
 * server, even by concurrent requests.
 */
final class StoredSessionContext implements AlterableContext {

    private final ConcurrentHashMap<String, Bean<?>> beans = new ConcurrentHashMap<>();

    @Override
    public Class<? extends Annotation> getScope() {
        return StoredSessionScoped.class;
    }

    @Override
    public boolean isActive() {
        return Exchange.current() != null;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        HttpSession session = exchange().existingSession();
        return session == null ? null : find(session, contextual);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
        T existing = get(contextual);
        if (existing != null || creation == null) {
            return existing;
        }
        HttpSession session = exchange().session();
        synchronized (session) {
            T made = find(session, contextual);
            return made == null ? create(session, contextual, creation) : made;
        }
    }

    private static <T> T create(HttpSession session, Contextual<T> contextual, CreationalContext<T> creation) {
        T made = contextual.create(creation);
        session.setAttribute(name(contextual), new BeanInstance(made, creation));
        return made;
    }

    @SuppressWarnings("unchecked") // the name stands for one bean, which made the instance
    private static <T> @Nullable T find(HttpSession session, Contextual<T> contextual) {
        return session.getAttribute(name(contextual)) instanceof BeanInstance instance ? (T) instance.value() : null;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        HttpSession session = exchange().existingSession();
        if (session != null) {
            session.removeAttribute(name(contextual));
        }
    }

    /** The bean of an attribute, if this server has met it. */
    @Nullable Bean<?> bean(String attribute) {
        return beans.get(attribute);
    }

    /** All beans of the scope, so that those are destroyed too that only other servers have used. */
    void know(Bean<?> bean) {
        beans.put(BeanName.of(bean), bean);
    }

    private static String name(Contextual<?> contextual) {
        if (!(contextual instanceof Bean<?> bean)) {
            throw new IllegalArgumentException(contextual + " is not a bean");
        }
        return BeanName.of(bean);
    }

    private static Exchange exchange() {
        Exchange exchange = Exchange.current();
        if (exchange == null) {
            throw new ContextNotActiveException("there is no request, so there is no session");
        }
        return exchange;
    }
}
