package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that a server of the Catalina family holds for an application, in the order of their registration. It
 * has no API for that, so its facade is looked behind; a server that looks otherwise gives nothing.
 */
final class CatalinaListeners {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final String STANDARD_CONTEXT = "org.apache.catalina.core.StandardContext";
    private static final List<String> GETTERS =
            List.of("getApplicationLifecycleListeners", "getSessionListeners", "getApplicationEventListeners");

    private CatalinaListeners() {}

    static Optional<List<EventListener>> of(ServletContext context) {
        try {
            Object standardContext = behind(behind(context));
            return standardContext == null ? Optional.empty() : Optional.of(listeners(standardContext));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "listeners of the container cannot be seen", e);
            return Optional.empty();
        }
    }

    private static @Nullable Object behind(@Nullable Object facade) throws ReflectiveOperationException {
        if (facade == null || isStandardContext(facade.getClass())) {
            return facade;
        }
        for (Class<?> type = facade.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("context") && type.getName().startsWith("org.apache.catalina.")) {
                    field.setAccessible(true);
                    return field.get(facade);
                }
            }
        }
        return null;
    }

    private static boolean isStandardContext(@Nullable Class<?> type) {
        return type != null && (type.getName().equals(STANDARD_CONTEXT) || isStandardContext(type.getSuperclass()));
    }

    private static List<EventListener> listeners(Object standardContext) throws ReflectiveOperationException {
        List<EventListener> found = List.of();
        for (String getter : GETTERS) {
            found = merge(found, listeners(standardContext, getter));
        }
        return found;
    }

    private static List<EventListener> listeners(Object standardContext, String getter)
            throws ReflectiveOperationException {
        List<EventListener> found = new ArrayList<>();
        for (Object listener : values(standardContext, getter)) {
            if (listener instanceof EventListener known && !found.contains(known)) {
                found.add(known);
            }
        }
        return found;
    }

    /** Listeners of several kinds are in both lists, each of which is in the order of registration. */
    static <T> List<T> merge(List<T> first, List<T> second) {
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

    /** Tomcat gives an array, Payara a list, and neither has all three getters. */
    private static Collection<?> values(Object standardContext, String getter) throws ReflectiveOperationException {
        for (var method : standardContext.getClass().getMethods()) {
            if (method.getName().equals(getter) && method.getParameterCount() == 0) {
                Object value = method.invoke(standardContext);
                return value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            }
        }
        return List.of();
    }
}
