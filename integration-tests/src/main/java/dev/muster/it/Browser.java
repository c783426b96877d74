package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One user's browser: it keeps cookies by host, whatever the port, so its session follows it from server to server.
 * Thread-safe; nothing to close.
 */
public final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CookieManager cookies;
    private final HttpClient client;

    private Browser(CookieManager cookies, HttpClient.Redirect redirect) {
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .cookieHandler(cookies)
                .followRedirects(redirect)
                .build();
    }

    /** A browser without cookies that follows redirects. */
    public static Browser open() {
        return new Browser(new CookieManager(null, CookiePolicy.ACCEPT_ALL), HttpClient.Redirect.NORMAL);
    }

    /** The same user with the same cookies, shown redirects as they are. */
    public Browser notFollowing() {
        return new Browser(cookies, HttpClient.Redirect.NEVER);
    }

    public Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    /** Posts form fields. */
    public Answer post(URI uri, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Posts without fields. */
    public Answer post(URI uri) {
        return post(uri, Map.of());
    }

    /** Sends any request, with this user's cookies; half a minute without an answer is a failure. */
    public Answer send(HttpRequest.Builder request) {
        return send(request, PATIENCE);
    }

    /** Sends any request; an answer that takes longer is a failure. */
    public Answer send(HttpRequest.Builder request, Duration patience) {
        try {
            var response = client.send(request.timeout(patience).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.uri(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    HttpClient client() {
        return client;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
