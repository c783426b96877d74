package dev.muster.session.websocket;

import dev.muster.session.servlet.LastingSession;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Around the callbacks of one endpoint instance, which serves one socket: the session scope is active, and what changed
 * in the session is saved. Made together with the instance, on the thread that has just done the handshake.
 */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class SocketInterceptor {

    @Inject
    private BeanManager manager;

    private final @Nullable LastingSession session = LastingSession.takeUpgraded();

    @AroundInvoke
    @Nullable Object call(InvocationContext call) throws Exception {
        LastingSession current = session;
        Method method = call.getMethod();
        if (current == null
                || !Callbacks.isCallback(method)
                || !Callbacks.isPerSocket(method.getDeclaringClass(), manager)) {
            return call.proceed();
        }
        OpenSockets.of(current.servletContext()).watch(call.getParameters(), current);
        return current.call(call::proceed);
    }
}
