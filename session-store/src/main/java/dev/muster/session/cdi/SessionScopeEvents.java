package dev.muster.session.cdi;

import dev.muster.session.servlet.Beans;
import dev.muster.session.servlet.SessionLifecycle;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.util.Collections;

/**
 * Fires the events of the session scope, on the server where a session begins or ends, and destroys its beans between
 * the two that tell of the end. Does nothing on servers without CDI. Thread-safe.
 */
public final class SessionScopeEvents implements SessionLifecycle {

    @Override
    public void begun(HttpSession session) {
        Beans.manager(session.getServletContext()).ifPresent(m -> fire(m, Initialized.Literal.SESSION, session));
    }

    @Override
    public void ending(HttpSession session) {
        Beans.manager(session.getServletContext()).ifPresent(m -> fire(m, BeforeDestroyed.Literal.SESSION, session));
        Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(StoredSessionContext.PREFIX))
                .forEach(session::removeAttribute);
    }

    @Override
    public void ended(HttpSession session) {
        Beans.manager(session.getServletContext()).ifPresent(m -> fire(m, Destroyed.Literal.SESSION, session));
    }

    private static void fire(BeanManager manager, Annotation event, HttpSession session) {
        manager.getEvent().select(event).fire(session);
    }
}
