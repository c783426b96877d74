package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop on two servers with stored sessions and no other part of Muster. */
class SessionsAloneIT {

    private static final Path CLUSTERED = Path.of("target", "sessions-alone", "legacy.war");

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    private final LegacyShop shop = new LegacyShop(Browser.open());

    @BeforeAll
    static void dropInAndStart() throws Exception {
        MusterJar.dropIn("legacy.war", CLUSTERED, "java:app/jdbc/Legacy", "--sessions-only");
        ServletScenes.addTo(CLUSTERED);
        database = SharedPostgres.start();
        first = server("alone-a").launch();
        second = server("alone-b").launch();
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void killedBetweenTwoClicks_nobodyNotices() {
        shop.count(first);
        shop.post(first, "/api/add", Map.of("product", "1"));
        var page = shop.write(first, shop.openPage(first), "one");

        first.kill();

        page = shop.write(second, page, "two");
        assertThat(page.textOf("order:note")).isEqualTo("one / two");
        assertThat(page.textOf("order:postbacks")).isEqualTo("2");
        assertThat(shop.count(second)).isEqualTo(2);
        assertThat(shop.post(second, "/api/add", Map.of("product", "1"))).isEqualTo("{1=2}");

        first.restart();
        assertThat(shop.count(first)).isEqualTo(3);
        assertThat(shop.get(first, "/api/cart")).isEqualTo("{1=2}");
    }

    /** The short form of {@link SessionChaos}. */
    @Test
    void killedUnderLoad_nothingAcknowledgedIsLost() throws Exception {
        var tally = ChaosLoad.during(List.of(first, second), seen -> {
            for (var victim : List.of(first, second)) {
                ChaosLoad.goOn(Duration.ofSeconds(3));
                victim.kill();
                seen.fault();
                victim.restart();
            }
            ChaosLoad.goOn(Duration.ofSeconds(3));
        });

        System.out.print(ChaosTally.HEADER + tally.row("SIGKILL of each server"));
        tally.assertNothingLost();
    }

    @Test
    void eachRequestToAnotherServer_isOneSession() {
        for (int i = 1; i <= 20; i += 2) {
            assertThat(shop.count(first)).isEqualTo(i);
            assertThat(shop.count(second)).isEqualTo(i + 1);
        }
    }

    @Test
    void listeners_hearEachEventOnOneServer() {
        shop.count(first);
        shop.count(second);
        var before = shop.sessionId(first);
        var after = shop.post(second, "/api/renew", Map.of());
        shop.post(first, "/api/leave", Map.of());

        assertThat(journals(before)).containsExactlyInAnyOrder("created", "added counter=1", "replaced counter=1");
        assertThat(journals(after))
                .containsExactlyInAnyOrder("id-changed from=" + before, "destroyed counter=2", "removed counter=2");
        assertThat(shop.get(second, "/api/session")).isEqualTo("none");
    }

    /** What is changed before the response is on its way is stored by then, and its cookie set, whatever sends it. */
    @ParameterizedTest
    @CsvSource({
        "error, null",
        "redirect, null",
        "flush, null",
        "close, null",
        "overflow, after",
        "length, null",
        "include, part",
        "include-context, part",
        "include-name, part",
        "forward, part",
        "forward-context, part",
        "forward-name, part",
        "exception, null",
        "reset, part",
        "async-complete, async",
        "async-dispatch, part",
        "async-timeout, timeout",
    })
    void committedInAnyWay_isStoredWithOneCookie(String way, String part) {
        assertThat(ServletScenes.play(way, first, second)).isEqualTo(way + " " + part);
    }

    @Test
    void cookie_hasTheAttributesOfTheApplication() {
        assertThat(ServletScenes.setCookie(first, "flush"))
                .startsWith("SHOPSESSION=")
                .contains(".alone-a; ")
                .containsIgnoringCase("; Path=/legacy")
                .containsIgnoringCase("; HttpOnly");
    }

    @Test
    void idInTheUrl_leadsToTheSessionOnBothServers() {
        var link = ServletScenes.body(first, "scene?way=encode");

        assertThat(link).matches("scene;SHOPSESSION=[A-Za-z0-9_-]{32}\\.alone-a\\?way=look");
        assertThat(ServletScenes.body(first, link)).isEqualTo("null null");
        assertThat(ServletScenes.body(second, link)).isEqualTo("null null");
    }

    @Test
    void wrongDataSource_isRefusedWithTheReason() {
        var wrong = server("alone-c").property("muster.datasource", "java:app/jdbc/Nowhere");

        assertThatThrownBy(wrong::start).hasMessageContainingAll("refused an application", "MUSTER-021", "Nowhere");
    }

    private Stream<String> journals(String session) {
        return Stream.of(first, second).flatMap(server -> shop.journal(server, session).stream());
    }

    private static PayaraSetup server(String name) {
        return LegacyShop.on(database, name).war(CLUSTERED).property("muster.server.name", name);
    }
}
