package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits in the session until its caller has signed in. One whose body is too long, has several parts or was
 * read by the application already is not kept.
 */
record SavedRequest(String method, String target, TreeMap<String, List<String>> headers, byte[] body)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = "request";
    private static final int LONGEST_BODY = 64 * 1024;

    /** They belong to the connection, or to the request that comes instead. */
    private static final Set<String> NOT_KEPT = Set.of(
            "authorization", "connection", "content-length", "cookie", "expect", "host", "te", "transfer-encoding");

    static @Nullable SavedRequest find(Exchange exchange) {
        return exchange.internal(ATTRIBUTE) instanceof SavedRequest saved ? saved : null;
    }

    static void remove(Exchange exchange) {
        exchange.internal(ATTRIBUTE, null);
    }

    /** Keeps a request in place of the one before. */
    static void save(Exchange exchange, HttpServletRequest request) throws IOException {
        exchange.internal(ATTRIBUTE, of(request));
    }

    private static @Nullable SavedRequest of(HttpServletRequest request) throws IOException {
        byte[] body =
                hasBody(request.getMethod()) ? request.getInputStream().readNBytes(LONGEST_BODY + 1) : new byte[0];
        boolean isWhole = body.length <= LONGEST_BODY && body.length >= request.getContentLengthLong();
        return isWhole && !hasParts(request.getContentType())
                ? new SavedRequest(request.getMethod(), target(request), headers(request), body)
                : null;
    }

    private static boolean hasParts(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Path and query; never an address without a scheme, which would lead to another host. */
    static String target(HttpServletRequest request) {
        String path = request.getRequestURI().replaceFirst("^/{2,}", "/");
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }

    private static TreeMap<String, List<String>> headers(HttpServletRequest request) {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }

    /** Whether there is more to it than its address. */
    boolean hasBody() {
        return hasBody(method);
    }

    private static boolean hasBody(String method) {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
