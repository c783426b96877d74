package dev.muster.session.cdi;

import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Keeps beans of the session scope in attributes of the stored session, one each, so that changes in them are found and
 * saved like those of any attribute. Active wherever a request is. Thread-safe; a bean is made once per session and
 * server, even by concurrent requests.
 */
final class StoredSessionContext implements AlterableContext {

    /** What the names of the attributes begin with. */
    static final String PREFIX = "dev.muster.bean.";

    private final BeanManager manager;

    StoredSessionContext(BeanManager manager) {
        this.manager = manager;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return StoredSessionScoped.class;
    }

    @Override
    public boolean isActive() {
        return CurrentAccess.find(manager) != null;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        HttpSession session = CurrentAccess.require(manager).existingSession();
        return session == null ? null : find(session, contextual);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
        T existing = get(contextual);
        if (existing != null || creation == null) {
            return existing;
        }
        HttpSession session = CurrentAccess.require(manager).session();
        synchronized (session) {
            T made = find(session, contextual);
            return made == null ? create(session, contextual, creation) : made;
        }
    }

    @SuppressWarnings("unchecked") // what a contextual of T creates
    private static <T> T create(HttpSession session, Contextual<T> contextual, CreationalContext<T> creation) {
        BeanInstance made = BeanInstance.create(contextual, creation);
        session.setAttribute(name(contextual), made);
        return (T) made.value();
    }

    @SuppressWarnings("unchecked") // the name stands for one bean, which made the instance
    private static <T> @Nullable T find(HttpSession session, Contextual<T> contextual) {
        return session.getAttribute(name(contextual)) instanceof BeanInstance instance ? (T) instance.value() : null;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        HttpSession session = CurrentAccess.require(manager).existingSession();
        if (session != null) {
            session.removeAttribute(name(contextual));
        }
    }

    private static String name(Contextual<?> contextual) {
        return PREFIX + BeanName.of(contextual);
    }
}
