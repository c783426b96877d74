package dev.muster.session.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first filter of the chain: gives the rest the request with the stored session. It may be mapped several times:
 * only its first run in a dispatch does something. An ASYNC dispatch may bring our objects or the raw ones.
 */
final class SessionFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Sessions sessions = Sessions.of(request.getServletContext());
        if (sessions == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        Exchange exchange = Exchange.of(sessions, http);
        if (!isWrapped(request, exchange)) {
            wrap(exchange, http, httpResponse, chain);
        } else if (exchange.isEntered()) {
            nest(exchange, http, response, chain);
        } else {
            exchange.attach();
            run(exchange, http, response, chain);
        }
    }

    private static void wrap(
            Exchange exchange, HttpServletRequest raw, HttpServletResponse rawResponse, FilterChain chain)
            throws IOException, ServletException {
        SessionRequest request = new SessionRequest(raw, exchange);
        SessionResponse response = exchange.attach(request, rawResponse);
        request.answeredBy(response);
        run(exchange, request, response, (next, answer) -> {
            if (!exchange.routeSwitch().sendOn(request, rawResponse)) {
                chain.doFilter(next, answer);
            }
        });
    }

    /** Some servers take no cookie while an include runs, and it may have come by a dispatcher that is not ours. */
    private static void nest(Exchange exchange, HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            exchange.announce();
        }
        chain.doFilter(request, response);
    }

    private static void run(Exchange exchange, HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LastingSession.forgetUpgraded();
        SessionAccess before = ThreadAccess.enter(exchange);
        try {
            chain.doFilter(request, response);
            exchange.detach(request.isAsyncStarted());
        } catch (IOException | ServletException | RuntimeException | Error e) {
            detachAfter(e, exchange, request.isAsyncStarted());
            if (!exchange.isRefusedFor(e)) {
                throw e;
            }
        } finally {
            // The listener that entered this exchange before the filters may never hear of the end of an upgraded
            // request,
            // and what comes next on this thread must not find a session that is not its own
            ThreadAccess.enter(before == exchange ? null : before);
        }
    }

    /** The failure of the application is what its developer wants to see first. */
    private static void detachAfter(Throwable failure, Exchange exchange, boolean asynchronous) {
        try {
            exchange.detach(asynchronous);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean isWrapped(ServletRequest request, Exchange exchange) {
        for (@Nullable ServletRequest r = request; r != null; r = inner(r)) {
            if (r instanceof SessionRequest ours && ours.isOf(exchange)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ServletRequest inner(ServletRequest request) {
        return request instanceof ServletRequestWrapper wrapper ? wrapper.getRequest() : null;
    }
}
