package dev.muster.session.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/** What is known of an endpoint from its class. */
final class Callbacks {

    private Callbacks() {}

    static boolean isCallback(Method method) {
        return method.isAnnotationPresent(OnOpen.class)
                || method.isAnnotationPresent(OnMessage.class)
                || method.isAnnotationPresent(OnClose.class)
                || method.isAnnotationPresent(OnError.class);
    }

    /**
     * Whether each socket has an instance of its own. One that several share would be taken for the session of the first.
     * Scopes and enterprise beans have instances of their own choice, and so has a configurator that makes them. And an
     * endpoint that nobody calls when its socket opens is made later, on a thread that may have last seen somebody else's
     * handshake.
     */
    static boolean isPerSocket(Class<?> endpoint, BeanManager manager) {
        ServerEndpoint declared = endpoint.getAnnotation(ServerEndpoint.class);
        return declared != null
                && isCalledAtOpening(endpoint)
                && !makesInstances(declared.configurator())
                && Stream.of(endpoint.getAnnotations())
                        .map(Annotation::annotationType)
                        .allMatch(type -> type == Dependent.class || !isShared(type, manager));
    }

    private static boolean isCalledAtOpening(Class<?> endpoint) {
        return Stream.of(endpoint.getMethods()).anyMatch(method -> method.isAnnotationPresent(OnOpen.class));
    }

    private static boolean isShared(Class<? extends Annotation> type, BeanManager manager) {
        return manager.isScope(type) || type.getName().startsWith("jakarta.ejb.");
    }

    private static boolean makesInstances(Class<? extends Configurator> configurator) {
        try {
            return configurator.getMethod("getEndpointInstance", Class.class).getDeclaringClass() != Configurator.class;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }
}
