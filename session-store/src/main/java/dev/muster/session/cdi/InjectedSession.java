package dev.muster.session.cdi;

import dev.muster.session.servlet.Exchange;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
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

    @Produces
    @RequestScoped
    HttpServletRequest request() {
        return exchange().request();
    }

    /** Finds the session at each call, for one may end and another begin within a request. */
    @Produces
    @RequestScoped
    HttpSession session() {
        Exchange exchange = exchange();
        return (HttpSession) Proxy.newProxyInstance(
                InjectedSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> call(exchange.session(), method, arguments));
    }

    private static Object call(HttpSession session, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Exchange exchange() {
        Exchange exchange = Exchange.current();
        if (exchange == null) {
            throw new ContextNotActiveException("there is no request on this thread");
        }
        return exchange;
    }
}
