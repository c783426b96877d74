package dev.muster.session.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A session's id as path parameter of a URL: {@code ;jsessionid=…}, or of the name that the application gives its cookie. Some
 * containers take a parameter of that name out of the URL before anybody sees it, so it has to be the one that they know.
 */
final class UrlTracking {

    private UrlTracking() {}

    private static String parameter(ServletContext context) {
        String name = context.getSessionCookieConfig().getName();
        return name == null || name.isEmpty() || name.equals("JSESSIONID") ? ";jsessionid=" : ";" + name + "=";
    }

    /** The value in the request's URL, by our reading or, where the URL has lost it, the container's; null if none. */
    static @Nullable String find(ServletContext context, HttpServletRequest request) {
        String parameter = parameter(context);
        String uri = request.getRequestURI();
        int start = uri.indexOf(parameter);
        if (start < 0) {
            return request.isRequestedSessionIdFromURL() ? request.getRequestedSessionId() : null;
        }
        String value = uri.substring(start + parameter.length());
        return value.split("[;/]", 2)[0];
    }

    /** The URL with the parameter at the end of its path; without a path it would name another page. */
    static String append(ServletContext context, String url, String value) {
        int end = endOfPath(url);
        String parameter = parameter(context);
        return end == 0 || url.contains(parameter)
                ? url
                : url.substring(0, end) + parameter + value + url.substring(end);
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
