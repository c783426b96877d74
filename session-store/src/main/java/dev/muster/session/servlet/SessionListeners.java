package dev.muster.session.servlet;

import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's session listeners what happens, as the container would: in the order of their registration,
 * the end of a session in reverse. A listener that throws is reported and does not keep the others from hearing.
 * Thread-safe.
 */
final class SessionListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final Supplier<List<EventListener>> source;
    private final List<SessionLifecycle> ours;
    private volatile @Nullable List<EventListener> found;

    /** Listeners that are looked for at the first event: all registrations are done by then. */
    SessionListeners(Supplier<List<EventListener>> source) {
        this(source, List.of());
    }

    SessionListeners(Supplier<List<EventListener>> source, List<SessionLifecycle> ours) {
        this.source = source;
        this.ours = List.copyOf(ours);
    }

    void created(HttpSession session) {
        ours.forEach(part -> call(part, "begun", p -> p.begun(session)));
        HttpSessionEvent event = new HttpSessionEvent(session);
        each(HttpSessionListener.class, "sessionCreated", l -> l.sessionCreated(event));
    }

    void destroyed(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        List<EventListener> reversed = new ArrayList<>(all());
        Collections.reverse(reversed);
        each(reversed, HttpSessionListener.class, "sessionDestroyed", l -> l.sessionDestroyed(event));
        ours.forEach(part -> call(part, "ending", p -> p.ending(session)));
    }

    /** The session is gone, with its attributes. */
    void ended(HttpSession session) {
        ours.forEach(part -> call(part, "ended", p -> p.ended(session)));
    }

    /** Time for what our own parts do now and then. */
    void atInterval(ServletContext context) {
        ours.forEach(part -> call(part, "atInterval", p -> p.atInterval(context)));
    }

    void idChanged(HttpSession session, String oldId) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        each(HttpSessionIdListener.class, "sessionIdChanged", l -> l.sessionIdChanged(event, oldId));
    }

    void added(HttpSession session, String name, Object value) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        each(HttpSessionAttributeListener.class, "attributeAdded", l -> l.attributeAdded(event));
    }

    void replaced(HttpSession session, String name, Object old) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old);
        each(HttpSessionAttributeListener.class, "attributeReplaced", l -> l.attributeReplaced(event));
    }

    void removed(HttpSession session, String name, Object old) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old);
        each(HttpSessionAttributeListener.class, "attributeRemoved", l -> l.attributeRemoved(event));
    }

    void bound(HttpSession session, String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
            call(listener, "valueBound", l -> l.valueBound(event));
        }
    }

    void unbound(HttpSession session, String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
            call(listener, "valueUnbound", l -> l.valueUnbound(event));
        }
    }

    void passivating(HttpSession session, HttpSessionActivationListener value) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        call(value, "sessionWillPassivate", l -> l.sessionWillPassivate(event));
    }

    void activated(HttpSession session, HttpSessionActivationListener value) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        call(value, "sessionDidActivate", l -> l.sessionDidActivate(event));
    }

    private <L> void each(Class<L> type, String event, Consumer<L> call) {
        each(all(), type, event, call);
    }

    private static <L> void each(List<EventListener> listeners, Class<L> type, String event, Consumer<L> call) {
        listeners.stream().filter(type::isInstance).map(type::cast).forEach(listener -> call(listener, event, call));
    }

    private static <L> void call(L listener, String event, Consumer<L> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            String name = listener.getClass().getName();
            LOG.log(System.Logger.Level.WARNING, SessionMessage.LISTENER_FAILED.text(name, event, e), e);
        }
    }

    private List<EventListener> all() {
        List<EventListener> current = found;
        if (current == null) {
            current = source.get();
            found = current;
        }
        return current;
    }
}
