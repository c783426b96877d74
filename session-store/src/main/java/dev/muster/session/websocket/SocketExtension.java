package dev.muster.session.websocket;

import dev.muster.session.cdi.ApplicationScopes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.Nonbinding;
import jakarta.websocket.server.ServerEndpoint;

/**
 * Lets our interceptor be around the callbacks of all {@code @ServerEndpoint} classes that CDI makes: the annotation
 * itself becomes the interceptor's binding. Does nothing while {@code muster.session.store} is {@code container}, and on
 * servers without WebSocket.
 */
public class SocketExtension implements Extension {

    private boolean active;

    void bind(@Observes BeforeBeanDiscovery event) {
        active = ApplicationScopes.areStored() && isWebSocketThere();
        if (active) {
            event.configureInterceptorBinding(ServerEndpoint.class)
                    .methods()
                    .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
        }
    }

    void prepareInterceptor(@Observes ProcessAnnotatedType<SocketInterceptor> event) {
        if (active) {
            event.configureAnnotatedType().add(new AnyServerEndpoint());
        } else {
            event.veto();
        }
    }

    private static boolean isWebSocketThere() {
        try {
            Class.forName("jakarta.websocket.server.ServerEndpoint", false, SocketExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
