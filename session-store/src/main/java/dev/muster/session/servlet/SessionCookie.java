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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a session's id travels: as cookie {@code id.route}, or in the URL where the application allows it. The route is the
 * name of the server, for balancers; ids are read with any route or none. Where clients are told the version that they have
 * seen, it stands after the id: {@code id~version.route}. Thread-safe.
 */
final class SessionCookie {

    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{16,128})(?:~([0-9]{1,18}))?(?:\\..*)?");

    private final ServletContext context;
    private final @Nullable String configuredName;
    private final Supplier<String> route;
    private final boolean withVersion;

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

    String name() {
        if (configuredName != null) {
            return configuredName;
        }
        String name = context.getSessionCookieConfig().getName();
        return name == null || name.isEmpty() ? "JSESSIONID" : name;
    }

    /** What the client sent as cookies: more than one if it has cookies of several paths. */
    List<Ticket> tickets(HttpServletRequest request) {
        return values(request)
                .flatMap(value -> ticket(value).stream())
                .distinct()
                .toList();
    }

    /** Whether the client has exactly this cookie. */
    boolean isHeld(String value, HttpServletRequest request) {
        return values(request).anyMatch(value::equals);
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

    /** The value that a client should have. */
    String value(String id, long version) {
        return (withVersion ? id + '~' + version : id) + '.' + route.get();
    }

    /** What the container found in the URL. */
    Optional<Ticket> ticketInUrl(HttpServletRequest request) {
        return isTracked(SessionTrackingMode.URL) && request.isRequestedSessionIdFromURL()
                ? ticket(request.getRequestedSessionId())
                : Optional.empty();
    }

    /** Sets the cookie, in place of one that this response sets already. */
    void send(String value, HttpServletRequest request, HttpServletResponse response) {
        if (!isTracked(SessionTrackingMode.COOKIE)) {
            return;
        }
        SessionCookieConfig config = context.getSessionCookieConfig();
        Cookie cookie = new Cookie(name(), value);
        config.getAttributes().forEach(cookie::setAttribute);
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

    /** {@code url;jsessionid=id.route}, if the URL leads into the application and its tracking modes ask for it. */
    String encode(String url, String id, long version, HttpServletRequest request) {
        if (!isTracked(SessionTrackingMode.URL) || !leadsHere(url, request)) {
            return url;
        }
        int end = endOfPath(url);
        return url.substring(0, end) + ";jsessionid=" + value(id, version) + url.substring(end);
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

    /** A response that was saved twice must not tell two versions. */
    private void keepLast(HttpServletResponse response) {
        String start = name() + "=";
        List<String> all = List.copyOf(response.getHeaders("Set-Cookie"));
        List<String> ours =
                all.stream().filter(header -> header.startsWith(start)).toList();
        if (ours.size() > 1) {
            response.setHeader("Set-Cookie", ours.get(ours.size() - 1));
            all.stream()
                    .filter(header -> !header.startsWith(start))
                    .forEach(header -> response.addHeader("Set-Cookie", header));
        }
    }

    private String path(@Nullable String configured) {
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    private static Optional<Ticket> ticket(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        Matcher found = VALUE.matcher(value);
        return found.matches()
                ? Optional.of(new Ticket(found.group(1), found.group(2) == null ? 0 : Long.parseLong(found.group(2))))
                : Optional.empty();
    }
}
