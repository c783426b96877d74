package dev.muster.session.servlet;

import dev.muster.session.codec.SessionMessage;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a session's id travels: as cookie {@code id.route}, or in the URL where the application allows it. The route is the
 * name of the server, for balancers; ids are read with any route or none. Where clients are told the version that they have
 * seen, it stands after the id: {@code id~version.route}. Thread-safe.
 */
final class SessionCookie {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final Cookie[] NONE = {};

    private final ServletContext context;
    private final @Nullable String configuredName;
    private final Supplier<String> route;
    private final boolean withVersion;
    private final AtomicBoolean foreignReported = new AtomicBoolean();

    /**
     * The cookie of one application.
     *
     * @param configuredName its name; null for the one that the application gives it
     * @param route the name of this server
     * @param withVersion whether clients are told the version of their session
     */
    SessionCookie(
            ServletContext context, @Nullable String configuredName, Supplier<String> route, boolean withVersion) {
        this.context = context;
        this.configuredName = configuredName;
        this.route = route;
        this.withVersion = withVersion;
    }

    /** Open Liberty reports each value of its own session cookie that it has not made. */
    void warnWhereValuesAreLogged() {
        boolean liberty = context.getClass().getName().startsWith("com.ibm.");
        if (liberty && name().equals(containersName())) {
            LOG.log(System.Logger.Level.WARNING, CookieMessage.TOLD_IN_LOG.text(name()));
        }
    }

    String name() {
        return configuredName == null ? containersName() : configuredName;
    }

    private String containersName() {
        String name = context.getSessionCookieConfig().getName();
        return name == null || name.isEmpty() ? "JSESSIONID" : name;
    }

    /** What the client sent as cookies: more than one if it has cookies of several paths. */
    List<Ticket> tickets(HttpServletRequest request) {
        Cookie[] cookies = cookies(request);
        if (cookies.length == 0) {
            return List.of();
        }
        String name = name();
        List<Ticket> tickets = new ArrayList<>(1);
        for (Cookie cookie : cookies) {
            Ticket ticket = cookie.getName().equals(name) ? Ticket.parse(cookie.getValue()) : null;
            if (ticket != null && !tickets.contains(ticket)) {
                tickets.add(ticket);
            }
        }
        return tickets;
    }

    /** Whether the client has exactly this cookie. */
    boolean isHeld(String value, HttpServletRequest request) {
        String name = name();
        for (Cookie cookie : cookies(request)) {
            if (cookie.getName().equals(name) && value.equals(cookie.getValue())) {
                return true;
            }
        }
        return false;
    }

    private Cookie[] cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null || !isTracked(SessionTrackingMode.COOKIE) ? NONE : cookies;
    }

    /** Whether the client has a cookie that leads to a server. */
    boolean hasRoute(String server, HttpServletRequest request) {
        String name = name();
        return Arrays.stream(cookies(request))
                .anyMatch(cookie -> cookie.getName().equals(name)
                        && cookie.getValue() != null
                        && cookie.getValue().endsWith('.' + server));
    }

    /** The name of this server. */
    String route() {
        return route.get();
    }

    /** The value that a client should have, to be led to a server; to this one if that is null. */
    String value(String id, long version, @Nullable String server) {
        return (withVersion ? id + '~' + version : id) + '.' + (server == null ? route() : server);
    }

    /** Whether clients learn the version of their session from the cookie. */
    boolean tellsVersion() {
        return withVersion;
    }

    /** What the client sent in the URL. */
    Optional<Ticket> ticketInUrl(HttpServletRequest request) {
        return isTracked(SessionTrackingMode.URL)
                ? Optional.ofNullable(Ticket.parse(UrlTracking.find(context, request)))
                : Optional.empty();
    }

    /**
     * Whether something else has set a cookie of our name in this response: a session of the container, which has no
     * part in an application with stored sessions. It would take the user's session away.
     */
    boolean isOverwritten(String id, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> last = lastSent(response);
        if (last.isEmpty() || !isForeign(last.get(), id)) {
            return false;
        }
        if (!foreignReported.getAndSet(true)) {
            String uri = request.getRequestURI();
            LOG.log(Level.WARNING, SessionMessage.FOREIGN_COOKIE.text(request.getMethod(), uri, name()));
        }
        return true;
    }

    /** An empty cookie is one that the application takes away on purpose. */
    private boolean isForeign(String value, String id) {
        Ticket sent = Ticket.parse(value);
        return !value.isEmpty() && (sent == null || !sent.id().equals(id));
    }

    /** Sets the cookie, in place of one that this response sets already. */
    void send(String value, HttpServletRequest request, HttpServletResponse response) {
        if (!isTracked(SessionTrackingMode.COOKIE) || isSent(value, response)) {
            return;
        }
        SessionCookieConfig config = context.getSessionCookieConfig();
        Cookie cookie = new Cookie(name(), value);
        attributes(config).forEach(cookie::setAttribute);
        cookie.setPath(path(config.getPath()));
        if (config.getDomain() != null) {
            cookie.setDomain(config.getDomain());
        }
        cookie.setMaxAge(config.getMaxAge());
        cookie.setHttpOnly(config.getAttribute("HttpOnly") == null || config.isHttpOnly());
        cookie.setSecure(config.isSecure() || request.isSecure());
        response.addCookie(cookie);
        keepLast(response);
    }

    /** Payara fails to answer if the application says nothing of its cookie. */
    private static Map<String, String> attributes(SessionCookieConfig config) {
        try {
            return config.getAttributes();
        } catch (NullPointerException e) {
            return Map.of();
        }
    }

    /** {@code url;jsessionid=id.route}, if the URL leads into the application and its tracking modes ask for it. */
    String encode(String url, String id, long version, @Nullable String server, HttpServletRequest request) {
        return isTracked(SessionTrackingMode.URL) && UrlTracking.leadsInto(context.getContextPath(), url, request)
                ? UrlTracking.append(context, url, value(id, version, server))
                : url;
    }

    /** Whether sessions are known by cookies at all. */
    boolean isInUse() {
        return isTracked(SessionTrackingMode.COOKIE);
    }

    private boolean isTracked(SessionTrackingMode mode) {
        return context.getEffectiveSessionTrackingModes().contains(mode);
    }

    /** A response that was saved twice must not tell two ids or versions. */
    private void keepLast(HttpServletResponse response) {
        List<String> ours = ours(response);
        if (ours.size() > 1) {
            List<String> others = new ArrayList<>(response.getHeaders("Set-Cookie"));
            others.removeAll(ours);
            response.setHeader("Set-Cookie", ours.get(ours.size() - 1));
            others.forEach(header -> response.addHeader("Set-Cookie", header));
        }
    }

    private boolean isSent(String value, HttpServletResponse response) {
        return lastSent(response).equals(Optional.of(value));
    }

    private Optional<String> lastSent(HttpServletResponse response) {
        List<String> ours = ours(response);
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ours.get(ours.size() - 1).substring(name().length() + 1).split(";", 2)[0]);
    }

    /** The cookies of our name and path in this response, where the server shows them; the last one counts. */
    private List<String> ours(HttpServletResponse response) {
        if (!response.containsHeader("Set-Cookie")) {
            return List.of();
        }
        Collection<String> headers = response.getHeaders("Set-Cookie");
        String start = name() + "=";
        String path = ("; path=" + path(context.getSessionCookieConfig().getPath()) + ";").toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> header.startsWith(start))
                .filter(header -> (header + ";").toLowerCase(Locale.ROOT).contains(path))
                .toList();
    }

    private String path(@Nullable String configured) {
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }
}
