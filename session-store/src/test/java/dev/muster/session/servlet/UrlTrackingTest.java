package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the application allows it, a client without cookies carries its session's id in URLs. */
class UrlTrackingTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void create() throws Exception {
        node = cluster.node()
                .on(
                        "/begin",
                        (rq, rs) -> rs.getWriter().print(rq.getSession().getId() + " " + rs.encodeURL("/shop/next")))
                .on("/encode", (rq, rs) -> {
                    rq.getSession();
                    rs.getWriter().print(rs.encodeURL(rq.getParameter("url")));
                })
                .on("/untouched", (rq, rs) -> rs.getWriter().print(rs.encodeURL("next")))
                .on("/redirect", (rq, rs) -> {
                    rq.getSession();
                    rs.sendRedirect(rs.encodeRedirectURL("/shop/look"));
                })
                .on(
                        "/look",
                        (rq, rs) -> rs.getWriter()
                                .print(
                                        rq.getSession(false) == null
                                                ? "none"
                                                : rq.getSession().getId()));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next",
                "/shop",
                "/shop/next",
                "../shop/next",
                "./",
                "http://127.0.0.1:PORT/shop/next?x=1",
                "http://127.0.0.1:PORT/shop",
                "next?x=1#here",
                "/shop/next#here",
            })
    void leadsIntoTheApplication_carriesTheIdAtTheEndOfItsPath(String url) throws Exception {
        node.start();
        String sent = url.replace("PORT", String.valueOf(node.port()));

        assertThat(encode(sent))
                .containsPattern(";jsessionid=[A-Za-z0-9_-]{32}\\.node1(\\?|#|$)")
                .satisfies(encoded ->
                        assertThat(encoded.replaceFirst(";[^?#]*", "")).isEqualTo(sent));
    }

    /** An id in a URL of somebody else would hand the session over; in one without a path it names another page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://else.example/shop/next",
                "https://127.0.0.1:PORT/shop/next",
                "http://127.0.0.1:1/shop/next",
                "//else.example/shop/next",
                "/shopping",
                "/",
                "#here",
                "?x=1",
                "",
                "mailto:ada@example.com",
                "javascript:void(0)",
                "/shop/next;jsessionid=0123456789abcdef0123",
                "not a url\\",
            })
    void leadsElsewhereOrNowhere_isLeftAlone(String url) throws Exception {
        node.start();
        String sent = url.replace("PORT", String.valueOf(node.port()));

        assertThat(encode(sent)).isEqualTo(sent);
    }

    @Test
    void idInTheUrl_isFoundAndHandedOn() throws Exception {
        node.start();
        String[] begun = node.get("/begin").body().split(" ");
        String parameter = begun[1].substring("/shop/next".length());

        assertThat(parameter).isEqualTo(";jsessionid=" + begun[0] + ".node1");
        assertThat(node.get("/look" + parameter + "?x=1").body()).isEqualTo(begun[0]);
        assertThat(node.get("/redirect" + parameter).headers().firstValue("Location"))
                .hasValueSatisfying(url -> assertThat(url).endsWith("/shop/look" + parameter));
    }

    /** The page need not use the session itself for its links to keep it. */
    @Test
    void pageThatDoesNotTouchTheSession_handsTheIdOn() throws Exception {
        node.start();
        String id = node.get("/begin").body().split(" ")[0];

        assertThat(node.get("/untouched;jsessionid=" + id).body()).isEqualTo("next;jsessionid=" + id + ".node1");
    }

    @Test
    void clientWithCookies_getsPlainUrls() throws Exception {
        node.start();
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(node.get("/encode?url=next", cookie).body()).isEqualTo("next");
    }

    /** Some containers take a parameter of this name away before anybody sees it, and no other. */
    @Test
    void cookieOfAnotherName_namesTheParameterToo() throws Exception {
        configure(context -> context.getSessionCookieConfig().setName("SHOP"));
        String[] begun = node.get("/begin").body().split(" ");

        assertThat(begun[1]).startsWith("/shop/next;SHOP=");
        assertThat(node.get("/look" + begun[1].substring("/shop/next".length())).body())
                .isEqualTo(begun[0]);
    }

    @Test
    void cookiesOnly_neitherWritesNorReadsIdsInUrls() throws Exception {
        configure(context -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE)));
        String[] begun = node.get("/begin").body().split(" ");

        assertThat(begun[1]).isEqualTo("/shop/next");
        assertThat(node.get("/look;jsessionid=" + begun[0]).body()).isEqualTo("none");
    }

    @Test
    void urlsOnly_setsAndReadsNoCookie() throws Exception {
        configure(context -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.URL)));
        HttpResponse<String> begun = node.get("/begin");
        String id = begun.body().split(" ")[0];

        assertThat(begun.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(node.get("/look", "JSESSIONID=" + id).body()).isEqualTo("none");
        assertThat(node.get("/look;jsessionid=" + id).body()).isEqualTo(id);
    }

    private String encode(String url) throws Exception {
        return node.get("/encode?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8))
                .body();
    }

    private void configure(Consumer<ServletContext> change) throws Exception {
        node.context().addServletContainerInitializer((classes, context) -> change.accept(context), null);
        node.start();
    }
}
