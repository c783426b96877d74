package dev.muster.session.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * How a user who stays at a balancer gets to another server: the route in the session cookie is switched, so that the
 * balancer sends the next request there. The session stays what it is.
 *
 * <ol>
 *   <li>A redirect of the application leads into the application and asks for another server: its response sets the cookie.
 *   <li>A request asks for another server and its cookie does not have that route, because it came by a link or another answer
 *       has set the cookie since: it is sent to its own URL, less the question, and the cookie is set.
 *   <li>A request has a cookie with the route of another server, and yet it is here: the balancer cannot get there. The
 *       application answers it. If that is a redirect to the same server, the answer is 503 instead: the user would be sent
 *       to and fro until the browser gives up.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class RouteSwitch {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Exchange exchange;
    private final Routes routes;
    private final SessionCookie cookie;

    RouteSwitch(Exchange exchange, Sessions sessions) {
        this.exchange = exchange;
        this.routes = sessions.routes();
        this.cookie = sessions.cookie();
    }

    /** Sends the request to the server that it asks for; false if it stays here. */
    boolean sendOn(HttpServletRequest request, HttpServletResponse response) {
        String route = asked(request);
        if (route == null
                || !routes.isLive(route)
                || cookie.hasRoute(route, request)
                || !exchange.switchHeldCookie(route)) {
            return false;
        }
        exchange.save();
        // Relative, so that it cannot lead to another host whatever the path is, and by hand, so that it stays so
        response.setHeader("Location", ownPage(request));
        response.setStatus(HttpServletResponse.SC_FOUND);
        return true;
    }

    /**
     * The application redirects: the cookie leads to the server that the location asks for.
     *
     * @return false if the response is 503 now
     */
    boolean redirecting(String location, HttpServletResponse response) throws IOException {
        String route = target(location);
        if (route != null && isMissed(route)) {
            refuse(route, response);
            return false;
        }
        noteLocation(location);
        return true;
    }

    /** The application sets the header {@code Location}. */
    void noteLocation(String location) {
        String route = target(location);
        if (route != null) {
            exchange.switchCookie(route);
        }
    }

    /**
     * The other server that a URL of the application asks for; null if there is none. It need not be known here: a room may
     * live on a server that joined a moment ago. A balancer that does not know it either takes no notice.
     */
    @Nullable String target(String url) {
        String route = other(routes.inUrl(url));
        return route != null && leadsInto(url) ? route : null;
    }

    private @Nullable String other(@Nullable String route) {
        return cookie.route().equals(route) ? null : route;
    }

    private boolean leadsInto(String url) {
        HttpServletRequest request = exchange.request();
        return UrlTracking.leadsInto(request.getContextPath(), url, request);
    }

    private boolean isMissed(String route) {
        HttpServletRequest request = exchange.request();
        return isRead(request) && cookie.hasRoute(route, request);
    }

    /** A form may be posted to the address of its page, on which the question of long ago still stands. */
    private @Nullable String asked(HttpServletRequest request) {
        return isRead(request) && request.getDispatcherType() == DispatcherType.REQUEST
                ? other(routes.in(request.getQueryString()))
                : null;
    }

    /** What was done by another request should not be answered as if it was not. */
    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private void refuse(String route, HttpServletResponse response) throws IOException {
        if (routes.isFirstMiss(route)) {
            LOG.log(Level.WARNING, CookieMessage.ROUTE_MISSED.text(route, cookie.name(), cookie.route()));
        }
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static String ownPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return "./" + path.substring(path.lastIndexOf('/') + 1) + Routes.without(request.getQueryString());
    }
}
