package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EventListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that a server holds for an application, in the order of their registration. There is no API for that, so
 * the server's objects are looked into; one that looks otherwise gives nothing.
 */
final class ContainerListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private ContainerListeners() {}

    static Optional<List<EventListener>> of(ServletContext context) {
        try {
            Set<EventListener> found = new LinkedHashSet<>();
            for (Object listener : held(context)) {
                if (listener instanceof EventListener known) {
                    found.add(known);
                }
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(found));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "listeners of the container cannot be seen", e);
            return Optional.empty();
        }
    }

    private static List<Object> held(ServletContext context) throws ReflectiveOperationException {
        Inside facade = new Inside(context);
        if (facade.isOf("org.apache.catalina.")) {
            return ofCatalina(facade);
        }
        if (facade.isOf("io.undertow.")) {
            return ofUndertow(facade);
        }
        if (facade.isOf("org.eclipse.jetty.")) {
            return list(facade.call("getContextHandler").call("getEventListeners"));
        }
        return facade.isOf("com.ibm.") ? ofLiberty(facade) : List.of();
    }

    /** Tomcat, Payara and GlassFish; none of them has all three getters. */
    private static List<Object> ofCatalina(Inside facade) throws ReflectiveOperationException {
        Inside standard = facade;
        while (!standard.isOf("org.apache.catalina.core.StandardContext")) {
            standard = standard.field("context");
        }
        List<Object> all = new ArrayList<>();
        for (String getter :
                List.of("getApplicationLifecycleListeners", "getSessionListeners", "getApplicationEventListeners")) {
            if (standard.has(getter)) {
                all.addAll(list(standard.call(getter)));
            }
        }
        return all;
    }

    /** WildFly. The listeners are made when they are first asked for. */
    private static List<Object> ofUndertow(Inside facade) throws ReflectiveOperationException {
        Inside listeners = facade.call("getDeployment").call("getApplicationListeners");
        List<Object> all = new ArrayList<>();
        for (Object managed : list(listeners.field("allListeners"))) {
            all.add(new Inside(managed).call("instance").object());
        }
        return all;
    }

    private static List<Object> ofLiberty(Inside facade) throws ReflectiveOperationException {
        Inside application = facade;
        while (!application.hasField("sessionListeners")) {
            application = application.field("context");
        }
        List<Object> all = new ArrayList<>();
        for (String field :
                List.of("servletContextListeners", "sessionListeners", "sessionAttrListeners", "sessionIdListeners")) {
            all.addAll(list(application.field(field)));
        }
        return all;
    }

    private static List<Object> list(Inside inside) {
        @Nullable Object values = inside.objectOrNull();
        if (values == null) {
            return List.of();
        }
        return values instanceof Object[] array ? Arrays.asList(array) : new ArrayList<>((Collection<?>) values);
    }
}
