package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Two pages that commit a response, dispatch and wait in every way, and a client that looks at what is left of it. */
final class ServletScenes {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SERVLETS = "<servlet><servlet-name>scene</servlet-name><jsp-file>/scene.jsp</jsp-file>"
            + "<async-supported>true</async-supported></servlet>"
            + "<servlet><servlet-name>part</servlet-name><jsp-file>/part.jsp</jsp-file>"
            + "<async-supported>true</async-supported></servlet>"
            + "<servlet-mapping><servlet-name>scene</servlet-name><url-pattern>/scene</url-pattern></servlet-mapping>"
            + "<servlet-mapping><servlet-name>part</servlet-name><url-pattern>/part</url-pattern></servlet-mapping>";

    private ServletScenes() {}

    /** Adds the pages to an application, and lets its sessions be tracked by URL too. */
    static void addTo(Path war) {
        WarCopy.of(war)
                .with("scene.jsp", text("scene.jsp"))
                .with("part.jsp", text("part.jsp"))
                .edited(
                        WarCopy.WEB,
                        xml -> xml.replace("</web-app>", SERVLETS + "</web-app>")
                                .replace(
                                        "<tracking-mode>COOKIE</tracking-mode>",
                                        "<tracking-mode>COOKIE</tracking-mode><tracking-mode>URL</tracking-mode>"))
                .writeTo(war);
    }

    private static String text(String file) {
        try (var page = ServletScenes.class.getResourceAsStream("/scenes/" + file)) {
            return new String(Objects.requireNonNull(page, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one server stored when it committed the response in this way, as the other shows it. */
    static String play(String way, PayaraServer here, PayaraServer there) {
        return get(there.uri("/legacy/scene?way=look"), cookie(get(here.uri("/legacy/scene?way=" + way), "")))
                .body();
    }

    /** The one session cookie of a response, with its attributes. */
    static String setCookie(PayaraServer server, String way) {
        return onlySetCookie(get(server.uri("/legacy/scene?way=" + way), ""));
    }

    static String body(PayaraServer server, String pathAndQuery) {
        return get(server.uri("/legacy/" + pathAndQuery), "").body();
    }

    private static String cookie(HttpResponse<String> response) {
        return onlySetCookie(response).split(";", 2)[0];
    }

    private static String onlySetCookie(HttpResponse<String> response) {
        var cookies = response.headers().allValues("Set-Cookie");
        assertThat(cookies).as("cookies of " + response.uri()).hasSize(1);
        return cookies.get(0);
    }

    private static HttpResponse<String> get(URI uri, String cookie) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(uri).header("Cookie", cookie).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
