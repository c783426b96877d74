package dev.muster.it;

import static dev.muster.it.MembersOnly.CUSTOM;
import static dev.muster.it.MembersOnly.FORM;
import static dev.muster.it.MembersOnly.MECHANISM;
import static dev.muster.it.MembersOnly.WEB_BASIC;
import static dev.muster.it.MembersOnly.WEB_FORM;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way of Jakarta EE to sign in, on two servers, of which one is lost. */
class ContainerLoginIT {

    private static final String MONA = "user=mona member=true board=false";
    private static final String NORA = "user=nora member=true board=true";

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    private final Browser browser = Browser.open();

    @BeforeAll
    static void start() throws Exception {
        database = SharedPostgres.start();
        first = MembersOnly.server(database, "login-a").launch();
        second = MembersOnly.server(database, "login-b").launch();
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
    void formLogin_leadsBackToThePage_andHoldsOnBothServers(MembersOnly way) {
        assertThat(way.text(browser, first, "/members/page?text=1")).startsWith("/signin by GET");

        var answer = way.signIn(browser, first, "mona");

        assertThat(answer.text()).startsWith("GET /page " + MONA + " text=1 ");
        assertThat(way.text(browser, second, "/members/page")).contains(MONA);
        assertThat(way.text(browser, second, "/open")).contains(MONA);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
    void formLogin_mayGoOnAtTheOtherServerAtEachStep(MembersOnly way) {
        assertThat(way.text(browser, first, "/members/page")).startsWith("/signin");
        assertThat(way.signIn(browser.notFollowing(), second, "mona").status()).isIn(302, 303);
        assertThat(way.text(browser, first, "/members/page")).contains(MONA);
        assertThat(way.text(browser, second, "/members/page")).contains(MONA);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
    void wrongPassword_isRefused_andMayBeTriedAgain(MembersOnly way) {
        way.get(browser, first, "/members/page");

        assertThat(way.signIn(browser, second.port(), "mona", "wrong").text()).startsWith("/refused");

        assertThat(way.text(browser, second, "/open")).contains("user=nobody");
        assertThat(way.signIn(browser, first, "mona").text()).contains(MONA);
    }

    @Test
    void postedForm_isPostedAfterTheLogin_onTheOtherServer() {
        assertThat(browser.post(WEB_FORM.uri(first, "/members/page?more=1"), Map.of("text", "grüße & co"))
                        .text())
                .startsWith("/signin by GET");

        var answer = WEB_FORM.signIn(browser, second, "mona");

        assertThat(answer.text()).startsWith("POST /page " + MONA + " text=grüße & co more=1");
        assertThat(WEB_FORM.text(browser, second, "/members/page")).startsWith("GET /page " + MONA + " text=null");
    }

    @Test
    void otherBody_isSentAgainAfterTheLogin() {
        browser.send(HttpRequest.newBuilder(WEB_FORM.uri(first, "/members/page"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"a\":1}")));

        assertThat(WEB_FORM.signIn(browser, second, "mona").text())
                .startsWith("PUT /page " + MONA)
                .endsWith("body={\"a\":1}");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
    void signingIn_changesTheId(MembersOnly way) {
        var before = way.text(browser, first, "/desk/begin");
        way.get(browser, first, "/members/page");
        assertThat(way.text(browser, first, "/desk/begin")).isEqualTo(before);

        way.signIn(browser, first, "mona");

        assertThat(way.text(browser, first, "/desk/begin")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM"})
    void roles_holdOnTheOtherServer(MembersOnly way) {
        way.get(browser, first, "/members/page");
        way.signIn(browser, first, "mona");
        var onBoard = Browser.open();
        way.get(onBoard, first, "/members/page");
        way.signIn(onBoard, first, "nora");

        assertThat(way.get(browser, second, "/members/board/minutes").status()).isEqualTo(403);
        assertThat(way.text(browser, second, "/desk/vault")).isEqualTo("closed");
        assertThat(way.text(onBoard, second, "/members/board/minutes")).contains(NORA);
        assertThat(way.text(onBoard, second, "/desk/vault")).isEqualTo("open for nora");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
    void signingOut_onOneServer_signsOutOnBoth(MembersOnly way) {
        way.get(browser, first, "/members/page");
        way.signIn(browser, first, "mona");
        assertThat(way.text(browser, second, "/open")).contains(MONA);

        assertThat(way.text(browser, second, "/desk/logout")).isEqualTo("user=nobody");

        assertThat(way.text(browser, first, "/open")).contains("user=nobody");
        assertThat(way.text(browser, second, "/members/page")).startsWith("/signin");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEB_FORM", "WEB_BASIC"})
    void loginByCode_holdsOnTheOtherServer_untilLogout(MembersOnly way) {
        var before = way.text(browser, first, "/desk/begin");
        assertThat(way.text(browser, first, "/desk/login?name=nora&password=wrong"))
                .isEqualTo("refused");
        assertThat(way.text(browser, first, "/desk/login?name=nora&password=aron"))
                .isEqualTo("user=nora board=true");
        assertThat(way.text(browser, first, "/desk/begin")).isNotEqualTo(before);
        assertThat(way.text(browser, second, "/members/page")).contains(NORA);
        assertThat(way.text(browser, second, "/desk/login?name=mona&password=anom"))
                .isEqualTo("refused");

        assertThat(way.text(browser, second, "/desk/logout")).isEqualTo("user=nobody");

        assertThat(way.text(browser, first, "/open")).contains("user=nobody");
    }

    @Test
    void basic_challengesAndAccepts() {
        var refused = WEB_BASIC.get(browser, first, "/members/page");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).hasValue("Basic realm=\"file\", charset=\"UTF-8\"");

        assertThat(WEB_BASIC
                        .withPassword(browser, first, "/members/page", "mona")
                        .text())
                .contains(MONA);

        assertThat(browser.cookies()).as("no session begins for that").isEmpty();
        assertThat(WEB_BASIC.get(browser, first, "/members/page").status()).isEqualTo(401);
    }

    @Test
    void basic_isRememberedByTheSession() {
        var before = WEB_BASIC.text(browser, first, "/desk/begin");
        WEB_BASIC.withPassword(browser, first, "/members/page", "mona");

        assertThat(WEB_BASIC.text(browser, second, "/members/page")).contains(MONA);
        assertThat(WEB_BASIC.text(browser, second, "/desk/begin")).isNotEqualTo(before);
    }

    @Test
    void principalOfTheApplication_keepsItsClass() {
        assertThat(MECHANISM.get(browser, first, "/members/page").status()).isEqualTo(401);
        assertThat(MECHANISM.text(browser, first, "/members/seat?ticket=jo")).isEqualTo("seat 7");

        assertThat(MECHANISM.text(browser, second, "/members/seat")).isEqualTo("seat 7");
        assertThat(MECHANISM.text(browser, second, "/desk/vault")).isEqualTo("open for jo");
        assertThat(MECHANISM.text(browser, second, "/desk/logout")).isEqualTo("user=nobody");
        assertThat(MECHANISM.get(browser, first, "/members/seat").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void callers_areNoAttributesOfTheApplication(MembersOnly way) {
        signInSomehow(way, browser, first);

        assertThat(way.text(browser, second, "/desk/names")).doesNotContain("muster");
    }

    @Test
    void row_tellsWhoIsSignedIn() throws Exception {
        var before = sessionsOfNora();
        WEB_FORM.get(browser, first, "/members/page");
        WEB_FORM.signIn(browser, first, "nora");
        assertThat(sessionsOfNora()).isEqualTo(before + 1);

        WEB_FORM.get(browser, second, "/desk/logout");

        assertThat(sessionsOfNora()).isEqualTo(before);
    }

    private static long sessionsOfNora() throws Exception {
        return new SharedTables(database)
                .principals("webform").stream().filter("nora"::equals).count();
    }

    private static void signInSomehow(MembersOnly way, Browser browser, PayaraServer server) {
        switch (way) {
            case WEB_BASIC -> way.get(browser, server, "/desk/login?name=mona&password=anom");
            case MECHANISM -> way.get(browser, server, "/members/page?ticket=mona");
            default -> {
                way.get(browser, server, "/members/page");
                way.signIn(browser, server, "mona");
            }
        }
        assertThat(way.text(browser, server, "/open")).contains("user=mona");
    }

    /** What the others leave behind, and what is left of it when a server is gone. Nested classes run last. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AtTheEnd {

        private final Map<MembersOnly, Browser> signedIn = new EnumMap<>(MembersOnly.class);
        private final Map<MembersOnly, Browser> signingIn = new EnumMap<>(MembersOnly.class);
        private final TcpProxy balancer = TcpProxy.to(first.port());

        @BeforeAll
        void kill() {
            for (var way : MembersOnly.values()) {
                assertThat(way.text(browser, first, "/desk/sessions"))
                        .as("classes of sessions of %s", way)
                        .isEqualTo("dev.muster.session.servlet.ClusterSession");
                signInSomehow(way, signedIn.computeIfAbsent(way, key -> Browser.open()), first);
            }
            for (var way : List.of(WEB_FORM, FORM, CUSTOM)) {
                way.get(signingIn.computeIfAbsent(way, key -> Browser.open()), balancer.port(), "/members/page?text=2");
            }
            first.kill();
            balancer.leadTo(second.port());
        }

        @AfterAll
        void close() {
            balancer.close();
        }

        @ParameterizedTest
        @EnumSource
        void killedServer_everybodyStaysSignedIn(MembersOnly way) {
            assertThat(way.text(signedIn.get(way), second, "/members/page")).contains("user=mona member=true");
        }

        @ParameterizedTest
        @EnumSource(names = {"WEB_FORM", "FORM", "CUSTOM"})
        void killedServer_aLoginUnderWayGoesOn(MembersOnly way) {
            var answer = way.signIn(signingIn.get(way), balancer.port(), "nora", MembersOnly.password("nora"));

            assertThat(answer.text()).startsWith("GET /page " + NORA + " text=2 ");
        }
    }
}
