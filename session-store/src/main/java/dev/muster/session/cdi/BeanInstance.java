package dev.muster.session.cdi;

import dev.muster.session.servlet.Beans;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A bean in a session attribute; destroyed when the attribute goes or the session ends, on whichever server that is. The
 * dependent objects of a bean are destroyed with it only on the server that made it. Thread-safe as far as the bean is.
 */
public final class BeanInstance implements HttpSessionBindingListener, Serializable {

    private static final long serialVersionUID = 1L;

    private final Object value;
    private final String bean;
    private transient volatile boolean kept;
    private final transient @Nullable CreationalContext<?> creation;

    private BeanInstance(Object value, String bean, @Nullable CreationalContext<?> creation) {
        this.value = value;
        this.bean = bean;
        this.creation = creation;
    }

    /** Makes an instance. */
    public static <T> BeanInstance create(Contextual<T> contextual, CreationalContext<T> creation) {
        return new BeanInstance(contextual.create(creation), BeanName.of(contextual), creation);
    }

    /** The instance itself. */
    public Object value() {
        return value;
    }

    /** Lets the instance live on when its attribute goes; what holds it from then on. */
    public BeanInstance moveOut() {
        kept = true;
        return new BeanInstance(value, bean, creation);
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        if (!kept) {
            Beans.manager(event.getSession().getServletContext()).ifPresent(this::destroy);
        }
    }

    /** Destroys the instance. */
    public void destroy(BeanManager manager) {
        manager.getExtension(SessionScopeExtension.class).bean(bean).ifPresent(maker -> destroy(maker, manager));
    }

    @SuppressWarnings("unchecked") // the bean that made the value
    private void destroy(Bean<?> bean, BeanManager manager) {
        Bean<Object> maker = (Bean<Object>) bean;
        CreationalContext<?> known = creation;
        maker.destroy(
                value, known == null ? manager.createCreationalContext(maker) : (CreationalContext<Object>) known);
    }
}
