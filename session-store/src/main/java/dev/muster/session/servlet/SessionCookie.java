package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a session's id travels: as cookie {@code id.route}, or in the URL where the application allows it. The route is the
 * name of the server, for balancers; ids are read with any route or none. Thread-safe.
 */
final class SessionCookie {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final ServletContext context;
    private final @Nullable String configuredName;
    private final Supplier<String> route;

    SessionCookie(ServletContext context, @Nullable String configuredName, Supplier<String> route) {
        this.context = context;
        this.configuredName = configuredName;
        this.route = route;
    }

    String name() {
        if (configuredName != null) {
            return configuredName;
        }
        String name = context.getSessionCookieConfig().getName();
        return name == null || name.isEmpty() ? "JSESSIONID" : name;
    }

    /** The ids that the client sent as cookies: more than one if it has cookies of several paths. */
    List<String> requestedIds(HttpServletRequest request) {
        return values(request).flatMap(value -> id(value).stream()).distinct().toList();
    }

    /** Whether the client sent this id with the route of this server. */
    boolean isRoutedHere(String id, HttpServletRequest request) {
        return values(request).anyMatch(value(id)::equals);
    }

    private Stream<String> values(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null || !isTracked(SessionTrackingMode.COOKIE)) {
            return Stream.empty();
        }
        String name = name();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue);
    }

    private String value(String id) {
        return id + "." + route.get();
    }

    /** The id that the container found in the URL. */
    Optional<String> requestedIdInUrl(HttpServletRequest request) {
        return isTracked(SessionTrackingMode.URL) && request.isRequestedSessionIdFromURL()
                ? id(request.getRequestedSessionId())
                : Optional.empty();
    }

    void send(String id, HttpServletRequest request, HttpServletResponse response) {
        if (!isTracked(SessionTrackingMode.COOKIE) || isSent(id, response)) {
            return;
        }
        SessionCookieConfig config = context.getSessionCookieConfig();
        Cookie cookie = new Cookie(name(), value(id));
        config.getAttributes().forEach(cookie::setAttribute);
        cookie.setPath(path(config.getPath()));
        if (config.getDomain() != null) {
            cookie.setDomain(config.getDomain());
        }
        cookie.setMaxAge(config.getMaxAge());
        cookie.setHttpOnly(config.getAttribute("HttpOnly") == null || config.isHttpOnly());
        cookie.setSecure(config.isSecure() || request.isSecure());
        response.addCookie(cookie);
    }

    /** {@code url;jsessionid=id.route}, if the URL leads into the application and its tracking modes ask for it. */
    String encode(String url, String id, HttpServletRequest request) {
        if (!isTracked(SessionTrackingMode.URL) || !leadsHere(url, request)) {
            return url;
        }
        int end = endOfPath(url);
        return url.substring(0, end) + ";jsessionid=" + value(id) + url.substring(end);
    }

    private boolean leadsHere(String url, HttpServletRequest request) {
        String path = url;
        if (url.matches("(?i)[a-z][a-z0-9+.-]*:.*") || url.startsWith("//")) {
            String origin = request.getRequestURL().toString().replaceFirst("(?<=[^:/])/.*", "");
            if (!url.startsWith(origin)) {
                return false;
            }
            path = url.substring(origin.length());
        }
        boolean absolute = path.startsWith("/");
        return !url.startsWith("#") && (!absolute || path.startsWith(context.getContextPath()));
    }

    private static int endOfPath(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i;
            }
        }
        return url.length();
    }

    private boolean isTracked(SessionTrackingMode mode) {
        return context.getEffectiveSessionTrackingModes().contains(mode);
    }

    private boolean isSent(String id, HttpServletResponse response) {
        String start = name() + "=" + value(id);
        return response.getHeaders("Set-Cookie").stream().anyMatch(header -> header.startsWith(start));
    }

    private String path(@Nullable String configured) {
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    private static Optional<String> id(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        int dot = value.indexOf('.');
        String id = dot < 0 ? value : value.substring(0, dot);
        return ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }
}
