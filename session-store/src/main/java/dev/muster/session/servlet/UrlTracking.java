package dev.muster.session.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A session's id as path parameter {@code ;jsessionid=…} of a URL. */
final class UrlTracking {

    private static final String PARAMETER = ";jsessionid=";

    private UrlTracking() {}

    /**
     * The value in the request's URL; null if there is none. Containers look for a parameter of the cookie's name, each by
     * rules of its own, so they are asked only where the URL has lost its parameters on the way.
     */
    static @Nullable String find(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int start = uri.indexOf(PARAMETER);
        if (start < 0) {
            return request.isRequestedSessionIdFromURL() ? request.getRequestedSessionId() : null;
        }
        String value = uri.substring(start + PARAMETER.length());
        return value.split("[;/]", 2)[0];
    }

    /** The URL with the parameter at the end of its path; without a path it would name another page. */
    static String append(String url, String value) {
        int end = endOfPath(url);
        return end == 0 || url.contains(PARAMETER)
                ? url
                : url.substring(0, end) + PARAMETER + value + url.substring(end);
    }

    /** Whether a URL in a page of this request leads into the application. */
    static boolean leadsInto(String contextPath, String url, HttpServletRequest request) {
        if (url.startsWith("#")) {
            return false;
        }
        try {
            URI uri = new URI(url.substring(0, endOfPath(url)));
            if (uri.getHost() == null) {
                return !uri.isAbsolute() && !url.startsWith("//") && isBelow(contextPath, uri.getRawPath());
            }
            return isSameOrigin(uri, request) && isBelow(contextPath, uri.getRawPath());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isBelow(String contextPath, @Nullable String path) {
        return path == null
                || !path.startsWith("/")
                || path.equals(contextPath)
                || path.startsWith(contextPath + "/")
                || path.startsWith(contextPath + ";");
    }

    private static boolean isSameOrigin(URI uri, HttpServletRequest request) {
        String scheme =
                uri.getScheme() == null ? request.getScheme() : uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals(request.getScheme())
                && uri.getHost().equalsIgnoreCase(request.getServerName())
                && port(uri.getPort(), scheme) == port(request.getServerPort(), scheme);
    }

    private static int port(int port, String scheme) {
        return port > 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    private static int endOfPath(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i;
            }
        }
        return url.length();
    }
}
