package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users behind a balancer that goes by the route in the session cookie; each request here goes where the test says. */
class RouteSwitchTest {

    private static final String TO_NODE2 = "/shop/room?x=1&muster.token=t&muster.route=node2";

    private final Cluster cluster = new Cluster();
    private final CountDownLatch slowOneIsIn = new CountDownLatch(1);
    private final CountDownLatch slowOneMayGo = new CountDownLatch(1);
    private TomcatNode first;
    private TomcatNode second;

    @BeforeEach
    void start() throws Exception {
        cluster.with("muster.session.read", "strict");
        startBoth();
    }

    private void startBoth() throws Exception {
        cluster.with("muster.server.name", "node1");
        first = node();
        cluster.with("muster.server.name", "node2");
        second = node();
        routes(first).leadTo(Set.of("node1", "node2")::contains);
        routes(second).leadTo(Set.of("node1", "node2")::contains);
    }

    private static Routes routes(TomcatNode node) {
        return Sessions.of(node.context().getServletContext()).routes();
    }

    private TomcatNode node() throws Exception {
        return cluster.node()
                .on("/add", (rq, rs) -> rq.getSession().setAttribute(rq.getParameter("name"), "there"))
                .on("/enter", (rq, rs) -> rs.sendRedirect(rq.getParameter("to")))
                .on("/by-hand", (rq, rs) -> {
                    rs.setStatus(303);
                    rs.setHeader("location", rq.getParameter("to"));
                })
                .on("/encode", (rq, rs) -> {
                    rq.getSession();
                    rs.getWriter().print(rs.encodeRedirectURL(TO_NODE2));
                })
                .on("/room", (rq, rs) -> {
                    var session = rq.getSession(false);
                    rs.getWriter()
                            .print(
                                    session == null
                                            ? "nobody"
                                            : session.getAttribute("a") + " " + session.getAttribute("b"));
                })
                .on("/room/again", (rq, rs) -> rs.sendRedirect("/shop/room/again?muster.route=node2"))
                .on("/room/clean", (rq, rs) -> {
                    boolean arrives = rq.getParameter("muster.token") != null;
                    rs.sendRedirect("/shop/room/clean" + (arrives ? "" : "?muster.token=t&muster.route=node2"));
                })
                .on("/slow", (rq, rs) -> {
                    slowOneIsIn.countDown();
                    assertThat(slowOneMayGo.await(30, TimeUnit.SECONDS)).isTrue();
                    rq.getSession().setAttribute("b", "late");
                })
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void redirectToAnotherServer_switchesTheRouteOnly() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> redirect = first.get(enter(TO_NODE2), cookie);

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).endsWith(TO_NODE2);
        assertThat(TomcatNode.cookie(redirect)).isEqualTo(cookie.replace(".node1", ".node2"));
        HttpResponse<String> room = second.get("/room?muster.route=node2", TomcatNode.cookie(redirect));
        assertThat(room.body()).isEqualTo("there null");
        assertThat(room.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void redirectInAHeader_switchesTheRouteToo() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> redirect = first.get(enter(TO_NODE2).replace("/enter", "/by-hand"), cookie);

        assertThat(TomcatNode.cookie(redirect)).isEqualTo(cookie.replace(".node1", ".node2"));
    }

    /** What is known here of the servers is some seconds old. */
    @Test
    void redirectToAServerThatJoinedAMomentAgo_switchesTheRouteToo() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> redirect = first.get(enter("/shop/room?muster.route=node3"), cookie);

        assertThat(TomcatNode.cookie(redirect)).isEqualTo(cookie.replace(".node1", ".node3"));
    }

    @Test
    void clusterThatDoesNotLeadByRoutes_takesNoNotice() throws Exception {
        TomcatNode other = node();
        String cookie = TomcatNode.cookie(other.get("/add?name=a"));

        assertThat(other.get("/room?muster.route=node1", cookie).body()).isEqualTo("there null");
        assertThat(other.get(enter("/shop/room?muster.route=node1"), cookie)
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
    }

    /** Without a cookie the balancer would not know where to go. */
    @Test
    void redirectOfAUserWithoutSession_beginsOne() throws Exception {
        String cookie = TomcatNode.cookie(first.get(enter(TO_NODE2)));

        assertThat(cookie).endsWith(".node2");
        assertThat(second.get("/room", cookie).body()).isEqualTo("null null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/room?muster.route=node1",
                "/shop/room?muster.route=",
                "/shop/room?x=muster.route=node2",
                "/shop/room#?muster.route=node2",
                "/shop/room?muster.route=node2;Domain=evil.example",
                "/shop/room?muster.route=%0d&muster.route=node2",
                "/elsewhere?muster.route=node2",
                "//evil.example/shop/room?muster.route=node2",
                "http://evil.example/shop/room?muster.route=node2"
            })
    void redirectElsewhere_isLeftAsItIs(String location) throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        assertThat(first.get(enter(location), cookie).headers().allValues("Set-Cookie"))
                .isEmpty();
        assertThat(first.get(enter(location)).headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void linkToAnotherServer_leadsThereInOneStepAndAsksNoMore() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> answer = first.get("/room?x=%C3%A4&muster.route=node2&y=2", cookie);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.body()).isEmpty();
        assertThat(target(answer, "/room?x=%C3%A4&muster.route=node2&y=2")).isEqualTo(first.uri("/room?x=%C3%A4&y=2"));
        assertThat(TomcatNode.cookie(answer)).isEqualTo(cookie.replace(".node1", ".node2"));
    }

    /** Whoever makes a victim follow such a link can choose among the live servers, and nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {"node9", "node1", "", "evil.example", "node2%0d%0aSet-Cookie:%20a=b", "node2;Path=/", "NODE2"})
    void linkToNoOtherServer_isAnsweredHere(String route) throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> answer = first.get("/room?muster.route=" + route, cookie);

        assertThat(answer.body()).isEqualTo("there null");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/x", "/;x=//evil.example", "/\\evil.example/x", "/http:evil.example"})
    void linkWithAStrangePath_staysOnThisHost(String path) throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        String answer = RawExchange.send(
                first.port(), "GET /shop" + path + "?muster.route=node2 HTTP/1.1", "Cookie: " + cookie);

        assertThat(answer.lines().filter(line -> line.startsWith("Location:")))
                .allMatch(line -> line.startsWith("Location: ./") || line.startsWith("Location: /shop/"));
    }

    @Test
    void userWithoutSessionOrWithAnInventedOne_isAnsweredHere() throws Exception {
        String invented = "JSESSIONID=0123456789abcdef0123456789abcdef.node1";

        assertThat(first.get("/room?muster.route=node2").body()).isEqualTo("nobody");
        HttpResponse<String> answer = first.get("/room?muster.route=node2", invented);
        assertThat(answer.body()).isEqualTo("nobody");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void form_isNotSentOn() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        assertThat(first.send("POST", "/room?muster.route=node2", cookie).body())
                .isEqualTo("there null");
        String post = enter(TO_NODE2) + "&muster.route=node2";
        assertThat(first.send("POST", post, cookie.replace("node1", "node2")).statusCode())
                .isEqualTo(302);
    }

    /** The balancer could not get to node2. */
    @Test
    void requestThatComesHereNevertheless_isAnsweredHere() throws Exception {
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));

        HttpResponse<String> answer = first.get("/room?muster.route=node2", cookie.replace("node1", "node2"));

        assertThat(answer.body()).isEqualTo("there null");
        assertThat(TomcatNode.cookie(answer)).isEqualTo(cookie);
    }

    /** The last one answers a token that admits nobody with a redirect to the page without it. */
    @ParameterizedTest
    @ValueSource(strings = {"/room/again", "/room/again?muster.route=node2", "/room/clean"})
    void applicationThatInsistsOnAServerOutOfReach_makesNoLoop(String page) throws Exception {
        URI uri = first.uri(page);
        String cookie = TomcatNode.cookie(first.get("/add?name=a"));
        int steps = 0;
        HttpResponse<String> answer;
        do {
            answer = first.get(uri.toString().substring(first.uri("").toString().length()), cookie);
            cookie = heldAfter(answer, cookie);
            uri = uri.resolve(answer.headers().firstValue("Location").orElse(""));
        } while (answer.statusCode() == 302 && ++steps < 10);

        assertThat(steps).isLessThanOrEqualTo(2);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void urlWithTheSession_hasTheOtherRoute() throws Exception {
        assertThat(first.get("/encode").body()).containsPattern("^/shop/room;jsessionid=[\\w-]{32}\\.node2\\?x=1&");
    }

    /**
     * An answer that was under way takes the route back; the next request comes here once more, is sent on, and nothing is
     * lost.
     */
    @ParameterizedTest
    @ValueSource(strings = {"strict", "cookie-version"})
    void answerUnderWay_costsOneRedirectMore(String read) throws Exception {
        cluster.with("muster.session.read", read).with("muster.session.revalidate", "1m");
        startBoth();
        String begun = TomcatNode.cookie(first.get("/add?name=a"));
        var slow = first.getAsync("/slow", begun);
        assertThat(slowOneIsIn.await(30, TimeUnit.SECONDS)).isTrue();
        String switched = TomcatNode.cookie(first.get(enter(TO_NODE2), begun));
        assertThat(switched).endsWith(".node2");
        assertThat(second.get("/room", switched).body()).isEqualTo("there null");

        slowOneMayGo.countDown();
        HttpResponse<String> late = slow.get(30, TimeUnit.SECONDS);
        String held = heldAfter(late, switched);
        assertThat(held).endsWith(read.equals("strict") ? ".node2" : ".node1");
        if (held.endsWith(".node1")) {
            HttpResponse<String> again = first.get("/room?muster.route=node2", held);
            assertThat(again.statusCode()).isEqualTo(302);
            held = TomcatNode.cookie(again);
        }

        assertThat(held).endsWith(".node2");
        HttpResponse<String> room = second.get("/room?muster.route=node2", held);
        assertThat(room.statusCode()).isEqualTo(200);
        assertThat(room.body()).isEqualTo("there late");
    }

    private static String heldAfter(HttpResponse<?> answer, String before) {
        return answer.headers().allValues("Set-Cookie").isEmpty() ? before : TomcatNode.cookie(answer);
    }

    private static String enter(String location) {
        return "/enter?to=" + URLEncoder.encode(location, StandardCharsets.UTF_8);
    }

    private URI target(HttpResponse<?> answer, String path) {
        return first.uri(path).resolve(answer.headers().firstValue("Location").orElseThrow());
    }
}
