package dev.muster.session.cdi;

import dev.muster.session.servlet.Beans;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A bean in a session attribute; destroyed when the attribute goes or the session ends, on whichever server that is. The
 * dependent objects of a bean are destroyed with it only on the server that made it.
 */
final class BeanInstance implements HttpSessionBindingListener, Serializable {

    private static final long serialVersionUID = 1L;

    private final Object value;
    private final transient @Nullable CreationalContext<?> creation;

    BeanInstance(Object value, CreationalContext<?> creation) {
        this.value = value;
        this.creation = creation;
    }

    Object value() {
        return value;
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        Beans.manager(event.getSession().getServletContext())
                .map(manager -> manager.getExtension(SessionScopeExtension.class))
                .ifPresent(extension -> extension.bean(event.getName()).ifPresent(bean -> destroy(bean, extension)));
    }

    @SuppressWarnings("unchecked") // the bean that made the value
    private void destroy(Bean<?> bean, SessionScopeExtension extension) {
        Bean<Object> maker = (Bean<Object>) bean;
        CreationalContext<?> known = creation;
        maker.destroy(value, known == null ? extension.newCreation(maker) : (CreationalContext<Object>) known);
    }
}
