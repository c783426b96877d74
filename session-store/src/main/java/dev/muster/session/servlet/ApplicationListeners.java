package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the session listeners of an application: the very instances that the container made, where it can be asked
 * (Payara, GlassFish, Tomcat, WildFly, Open Liberty, Jetty); elsewhere instances of our own, of the classes that {@code web.xml}, the fragments and
 * {@code @WebListener} name.
 */
final class ApplicationListeners {

    /** They watch the container's own sessions; Faces and WebSocket implementations want to hear of ours. */
    private static final List<String> CONTAINER = List.of(
            "org.jboss.weld.", "org.apache.webbeans.", "org.apache.catalina.", "com.sun.enterprise.", "com.ibm.");

    private ApplicationListeners() {}

    static List<EventListener> of(ServletContext context, Set<Class<?>> candidates) {
        Optional<List<EventListener>> registered = ContainerListeners.of(context);
        List<EventListener> all = registered.orElseGet(() -> create(context, candidates));
        return all.stream().filter(l -> !isOfTheContainer(l)).toList();
    }

    private static boolean isOfTheContainer(EventListener listener) {
        return CONTAINER.stream().anyMatch(listener.getClass().getName()::startsWith);
    }

    private static List<EventListener> create(ServletContext context, Set<Class<?>> candidates) {
        Set<Class<?>> registered = new LinkedHashSet<>(DeclaredListeners.of(context));
        candidates.stream()
                .filter(c -> c.isAnnotationPresent(WebListener.class))
                .forEach(registered::add);
        List<EventListener> listeners = new ArrayList<>();
        for (Class<?> type : registered) {
            if (isSessionListener(type)) {
                listeners.add(create(context, type.asSubclass(EventListener.class)));
            }
        }
        return listeners;
    }

    private static boolean isSessionListener(Class<?> type) {
        return HttpSessionListener.class.isAssignableFrom(type)
                || HttpSessionAttributeListener.class.isAssignableFrom(type)
                || HttpSessionIdListener.class.isAssignableFrom(type);
    }

    private static EventListener create(ServletContext context, Class<? extends EventListener> type) {
        try {
            return context.createListener(type);
        } catch (ServletException e) {
            throw new MusterException(e, SessionMessage.LISTENER_FAILED, type.getName(), "its construction", e);
        }
    }
}
