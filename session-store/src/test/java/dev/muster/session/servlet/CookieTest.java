package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a session's id travels to the client and back. */
class CookieTest {

    private final Cluster cluster = new Cluster();
    private TomcatNode node;

    @BeforeEach
    void create() throws Exception {
        node = cluster.node()
                .on("/begin", (rq, rs) -> rs.getWriter().print(rq.getSession().getId()))
                .on(
                        "/look",
                        (rq, rs) -> rs.getWriter()
                                .print(
                                        rq.getSession(false) != null
                                                ? rq.isRequestedSessionIdFromCookie() + " "
                                                        + rq.isRequestedSessionIdValid()
                                                : "none " + rq.isRequestedSessionIdValid()))
                .on("/encode", (rq, rs) -> {
                    rq.getSession();
                    rs.getWriter().print(rs.encodeURL("/shop/page?x=1") + " " + rs.encodeURL("http://else.example/p"));
                });
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void plainCookie_hasIdRoutePathAndHttpOnly() throws Exception {
        node.start();

        HttpResponse<String> response = node.get("/begin");

        assertThat(response.headers().allValues("Set-Cookie"))
                .containsExactly("JSESSIONID=" + response.body() + ".node1; Path=/shop; HttpOnly");
        assertThat(response.body()).matches("[A-Za-z0-9_-]{32}");
    }

    @Test
    void cookieConfigOfTheApplication_isHonoured() throws Exception {
        configure(context -> {
            var config = context.getSessionCookieConfig();
            config.setName("SHOP");
            config.setPath("/");
            config.setDomain("example.com");
            config.setMaxAge(60);
            config.setHttpOnly(false);
            config.setSecure(true);
            config.setAttribute("SameSite", "Lax");
        });

        assertThat(node.get("/begin").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("SHOP=")
                .contains("; Path=/;", "Domain=example.com", "Max-Age=60", "Secure", "SameSite=Lax")
                .doesNotContain("HttpOnly");
    }

    @Test
    void configuredName_winsOverTheApplicationsOwn() throws Exception {
        cluster.with("muster.session.cookie", "MUSTERID");
        configure(context -> context.getSessionCookieConfig().setName("SHOP"));

        assertThat(TomcatNode.cookie(node.get("/begin"))).startsWith("MUSTERID=");
    }

    @Test
    void id_isReadWithAnyRouteOrNone() throws Exception {
        node.start();
        String id = node.get("/begin").body();

        assertThat(node.get("/look", "JSESSIONID=" + id).body()).isEqualTo("true true");
        assertThat(node.get("/look", "JSESSIONID=" + id + ".node9").body()).isEqualTo("true true");
        assertThat(node.get("/look", "JSESSIONID=" + id + ".node9.x").body()).isEqualTo("true true");
    }

    @Test
    void otherServersRoute_isReplacedByOurs() throws Exception {
        node.start();
        String id = node.get("/begin").body();

        assertThat(TomcatNode.cookie(node.get("/begin", "JSESSIONID=" + id + ".node9")))
                .isEqualTo("JSESSIONID=" + id + ".node1");
        assertThat(node.get("/begin", "JSESSIONID=" + id + ".node1").headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void secondCookieOfTheName_isTriedToo() throws Exception {
        node.start();
        String id = node.get("/begin").body();

        assertThat(node.get("/look", "JSESSIONID=0123456789abcdef0123.x", "JSESSIONID=" + id)
                        .body())
                .isEqualTo("true true");
    }

    /** An id that the client made up must never become that of a session. */
    @Test
    void inventedId_isNotAdopted() throws Exception {
        node.start();
        String invented = "0123456789abcdef0123456789abcdef";

        assertThat(node.get("/look", "JSESSIONID=" + invented).body()).isEqualTo("none false");
        assertThat(node.get("/begin", "JSESSIONID=" + invented).body()).isNotEqualTo(invented);
        assertThat(node.get("/look", "JSESSIONID=../../etc; ' or 1=1").body()).isEqualTo("none false");
    }

    @Test
    void urlTracking_isUsedWhereAllowedAndTheCookieIsNotThere() throws Exception {
        node.start();

        HttpResponse<String> first = node.get("/encode");
        String encoded = first.body().split(" ")[0];

        assertThat(encoded).startsWith("/shop/page;jsessionid=").endsWith(".node1?x=1");
        assertThat(first.body()).endsWith(" http://else.example/p");
        assertThat(node.get("/encode", TomcatNode.cookie(first)).body()).startsWith("/shop/page?x=1 ");
        String parameter = encoded.substring(encoded.indexOf(';'), encoded.indexOf('?'));
        assertThat(node.get("/look" + parameter).body()).isEqualTo("false true");
    }

    @Test
    void cookieOnlyTracking_leavesUrlsAlone() throws Exception {
        configure(context -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE)));

        assertThat(node.get("/encode").body()).isEqualTo("/shop/page?x=1 http://else.example/p");
    }

    @Test
    void partitionedCookie_isSetAsSuch() throws Exception {
        configure(context -> {
            context.getSessionCookieConfig().setSecure(true);
            context.getSessionCookieConfig().setAttribute("SameSite", "None");
            context.getSessionCookieConfig().setAttribute("Partitioned", "true");
        });

        assertThat(node.get("/begin").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .containsPattern("; Partitioned(;|$)")
                .contains("; Secure", "; SameSite=None");
    }

    /**
     * What runs before filters gets the container's request. If it begins a session there, the container's cookie must not
     * take the user's session away.
     */
    @Test
    void containersOwnSession_takesNoCookieAway() throws Exception {
        node.context().addApplicationListener(RawSession.class.getName());
        node.start();
        HttpResponse<String> begun = node.get("/begin");
        String cookie = TomcatNode.cookie(begun);

        HttpResponse<String> next = node.get("/look", cookie);

        assertThat(cookie).isEqualTo("JSESSIONID=" + begun.body() + ".node1");
        assertThat(next.body()).isEqualTo("true true");
        assertThat(TomcatNode.cookie(next)).isEqualTo(cookie);
        assertThat(node.containerSessions()).isEqualTo(2);
    }

    /** Signing out by taking the cookie away, without ending the session, is up to the application. */
    @Test
    void cookieThatTheApplicationTakesAway_isNotSetAgain() throws Exception {
        node.on("/leave", (rq, rs) -> {
                    rq.getSession();
                    Cookie gone = new Cookie("JSESSIONID", "");
                    gone.setPath("/shop");
                    gone.setMaxAge(0);
                    rs.addCookie(gone);
                })
                .start();
        String cookie = TomcatNode.cookie(node.get("/begin"));

        assertThat(TomcatNode.cookie(node.get("/leave", cookie))).isEqualTo("JSESSIONID=");
    }

    @Test
    void cookieOfAnotherPath_isLeftAlone() throws Exception {
        node.on("/both", (rq, rs) -> {
                    Cookie other = new Cookie("JSESSIONID", "0123456789abcdef0123456789abcdef");
                    other.setPath("/other");
                    rs.addCookie(other);
                    rq.getSession();
                })
                .start();

        assertThat(node.get("/both").headers().allValues("Set-Cookie"))
                .hasSize(2)
                .anyMatch(header -> header.startsWith("JSESSIONID=0123456789abcdef0123456789abcdef; Path=/other"));
    }

    /** Asks the container's request for a session. */
    public static final class RawSession implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            assertThat(((HttpServletRequest) event.getServletRequest()).getSession())
                    .isNotNull();
        }
    }

    private void configure(Consumer<jakarta.servlet.ServletContext> change) throws Exception {
        node.context().addServletContainerInitializer((classes, context) -> change.accept(context), null);
        node.start();
    }
}
