package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;

/**
 * The listeners that a server holds for an application, in the order of their registration. There is no API for that, so
 * the server's objects are looked into; one that looks otherwise gives nothing.
 */
final class ContainerListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private ContainerListeners() {}

    static Optional<List<EventListener>> of(ServletContext context) {
        try {
            List<EventListener> found = held(new Inside(context));
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "listeners of the container cannot be seen", e);
            return Optional.empty();
        }
    }

    private static List<EventListener> held(Inside facade) throws ReflectiveOperationException {
        if (facade.isOf("org.apache.catalina.")) {
            return ofCatalina(facade);
        }
        if (facade.isOf("io.undertow.")) {
            return ofUndertow(facade);
        }
        if (facade.isOf("org.eclipse.jetty.")) {
            return listeners(facade.call("getContextHandler").call("getEventListeners"));
        }
        return facade.isOf("com.ibm.") ? ofLiberty(facade) : List.of();
    }

    /** Tomcat, Payara and GlassFish; none of them has all three getters. */
    private static List<EventListener> ofCatalina(Inside facade) throws ReflectiveOperationException {
        Inside standard = facade;
        while (!standard.isOf("org.apache.catalina.core.StandardContext")) {
            standard = standard.field("context");
        }
        List<EventListener> found = List.of();
        for (String getter :
                List.of("getApplicationLifecycleListeners", "getSessionListeners", "getApplicationEventListeners")) {
            if (standard.has(getter)) {
                found = merge(found, listeners(standard.call(getter)));
            }
        }
        return found;
    }

    /** WildFly. */
    private static List<EventListener> ofUndertow(Inside facade) throws ReflectiveOperationException {
        Inside listeners = facade.call("getDeployment").call("getApplicationListeners");
        List<Object> instances = new ArrayList<>();
        for (Object managed : listeners.field("allListeners").values()) {
            instances.add(new Inside(managed).call("instance").object());
        }
        return listeners(new Inside(instances));
    }

    private static List<EventListener> ofLiberty(Inside facade) throws ReflectiveOperationException {
        Inside application = facade;
        while (!application.hasField("sessionListeners")) {
            application = application.field("context");
        }
        List<EventListener> found = List.of();
        for (String field : List.of("sessionListeners", "sessionAttrListeners", "sessionIdListeners")) {
            found = merge(found, listeners(application.field(field)));
        }
        return found;
    }

    private static List<EventListener> listeners(Inside values) {
        List<EventListener> found = new ArrayList<>();
        for (Object value : values.values()) {
            if (value instanceof EventListener listener && !found.contains(listener)) {
                found.add(listener);
            }
        }
        return found;
    }

    /** Listeners of several kinds are in both lists, each of which is in the order of registration. */
    private static <T> List<T> merge(List<T> first, List<T> second) {
        List<T> merged = new ArrayList<>();
        int next = 0;
        for (T element : first) {
            int until = second.indexOf(element);
            for (; next <= until; next++) {
                merged.add(second.get(next));
            }
            if (until < 0) {
                merged.add(element);
            }
        }
        merged.addAll(second.subList(next, second.size()));
        return merged;
    }
}
