package dev.muster.session.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What {@code @Inject HttpServletRequest} and {@code @Inject HttpSession} give while sessions are stored. The container's
 * own beans would give the raw request, and the second would begin a session of the container. Vetoed otherwise.
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@Dependent
class InjectedSession {

    @Inject
    private BeanManager manager;

    @Produces
    @RequestScoped
    HttpServletRequest request() {
        return CurrentAccess.requireRequest(manager).request();
    }

    /** Finds the session at each call, for one may end and another begin; so it serves all sessions, and WebSockets too. */
    @Produces
    @ApplicationScoped
    HttpSession session() {
        return (HttpSession) Proxy.newProxyInstance(
                InjectedSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) ->
                        call(CurrentAccess.require(manager).session(), method, arguments));
    }

    private static Object call(HttpSession session, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
