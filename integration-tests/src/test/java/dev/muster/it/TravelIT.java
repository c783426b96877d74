package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conversations, flows, events of the session scope and WebSockets of an unmodified application on two servers. */
class TravelIT {

    private static final Path CLUSTERED = Path.of("target", "travel", "travel.war");
    private static final Duration SOON = Duration.ofSeconds(15);

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    private final Traveller traveller = new Traveller();

    @BeforeAll
    static void dropInAndStart() throws Exception {
        MusterJar.dropIn("travel.war", CLUSTERED, "java:app/jdbc/Travel", "--sessions-only");
        database = SharedPostgres.start();
        first = server("travel-a").launch();
        second = server("travel-b").launch();
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
    void serverKilled_conversationsFlowAndPageGoOnOnTheOther() {
        var booking = traveller.at(first, "book?leg=Paris");
        var page = traveller.press(first, traveller.open(first, "booking.xhtml"), "add", "leg", "Rome");
        var flow = traveller.press(first, traveller.open(first, "index.xhtml"), "enter");
        flow = traveller.press(first, flow, "next", "seat", "7A");
        traveller.at(first, "collect");

        first.kill();

        assertThat(traveller.at(second, "book?leg=Oslo&cid=" + booking)).isEqualTo(booking);
        assertThat(traveller.at(second, "legs?cid=" + booking)).isEqualTo("Paris, Oslo");
        page = traveller.press(second, page, "add", "leg", "Bern");
        assertThat(page.textOf("legs")).isEqualTo("Rome, Bern");
        flow = traveller.press(second, flow, "stay", "meal", "soup");
        assertThat(flow.textOf("chosen")).isEqualTo("7A/soup");
        assertThat(traveller.press(second, flow, "done").formFields()).isNotEmpty();
        assertThat(traveller.at(second, "points")).isEqualTo("1");
        first.restart();
    }

    @Test
    void conversation_endsForAllServers() {
        var booking = traveller.at(first, "book?leg=Paris");

        assertThat(traveller.at(second, "end?cid=" + booking)).isEqualTo("Paris");

        assertThat(traveller.at(first, "legs?cid=" + booking)).isEqualTo("nonexistent, transient=true");
        assertThat(Traveller.diary(second))
                .containsSubsequence(
                        "conversation ends in request", "dropped [Paris]", "conversation ended in request");
    }

    @Test
    void conversation_isPropagatedByFacesUnlessItEnds() {
        var page = traveller.press(first, traveller.open(first, "booking.xhtml"), "add", "leg", "Rome");
        assertThat(page.formAction()).contains("cid=");
        assertThat(page.body()).containsPattern("<a id=\"link\"").doesNotContainPattern("<a [^>]*cid=");

        page = traveller.press(second, page, "again");
        assertThat(page.uri().getQuery()).contains("cid=");
        assertThat(page.textOf("legs")).isEqualTo("Rome");

        page = traveller.press(first, page, "finish");
        assertThat(page.formAction()).doesNotContain("cid=");
        assertThat(page.textOf("legs")).isEmpty();
    }

    @Test
    void conversation_isNotJoinedIfTheRequestSaysSo() {
        var booking = traveller.at(first, "book?leg=Paris");

        assertThat(traveller.at(second, "legs?conversationPropagation=none&cid=" + booking))
                .isEmpty();
        assertThat(traveller.at(second, "legs?cid=" + booking)).isEqualTo("Paris");
    }

    @Test
    void conversation_timesOut() {
        var booking = traveller.at(first, "book?leg=Lima");
        assertThat(traveller.at(first, "hurry?millis=1&cid=" + booking)).isEqualTo("1");

        Await.until(
                "the conversation is over",
                SOON,
                () -> traveller.at(second, "legs?cid=" + booking).startsWith("nonexistent"));
        assertThat(Traveller.diary(second)).contains("dropped [Lima]");
    }

    @Test
    void conversation_isUsedByOneRequestAtATime() {
        var booking = traveller.at(first, "book?leg=Kyiv");
        var waiting = CompletableFuture.supplyAsync(() -> traveller.at(first, "wait?cid=" + booking));
        Await.until("a request waits", SOON, () -> traveller.at(first, "waits").equals("true"));

        assertThat(traveller.at(first, "legs?cid=" + booking)).isEqualTo("busy, transient=true");
        traveller.at(first, "open");

        assertThat(waiting.join()).isEqualTo("Kyiv passed");
        assertThat(traveller.at(first, "legs?cid=" + booking)).isEqualTo("Kyiv");
    }

    @Test
    void invalidatedOnTheOtherServer_destroysTheBeansThere() {
        traveller.at(first, "book?leg=Cusco");
        traveller.at(first, "collect");
        traveller.at(second, "leave");

        assertThat(Traveller.diary(first)).contains("session begins");
        assertThat(Traveller.diary(second))
                .containsSubsequence(
                        "conversation ends in request",
                        "dropped [Cusco]",
                        "conversation ended in request",
                        "session ends",
                        "dropped 1",
                        "session ended");
    }

    @Test
    void expired_firesTheEventsOnOneServer() throws Exception {
        traveller.at(first, "book?leg=Quito");
        var session = traveller.at(first, "brief?seconds=1");

        Await.until(
                "the session is gone",
                SOON,
                () -> Traveller.diary(first).contains("dropped [Quito]")
                        || Traveller.diary(second).contains("dropped [Quito]"));
        assertThat(new SharedTables(database).sessionEnds(session)).isEmpty();
        assertThat(Traveller.diary(first).contains("conversation ended in String"))
                .isNotEqualTo(Traveller.diary(second).contains("conversation ended in String"));
    }

    @Test
    void listenerBeforeFilters_usesTheStoredSession() {
        assertThat(traveller.at(first, "early")).isEqualTo("caught 1");
        assertThat(traveller.at(second, "early")).isEqualTo("caught 2");
        assertThat(traveller.read(first, "wallet.jsp")).isEqualTo("caught 2");
    }

    @Test
    void socket_changesTheSessionForAllServers() {
        traveller.at(first, "collect");
        try (var socket = traveller.openSocket(second)) {
            assertThat(socket.next(SOON)).contains("points 1");
            socket.send("hello");
            assertThat(socket.next(SOON)).contains("points 2");
            assertThat(traveller.at(first, "collect")).isEqualTo("3");
            socket.send("hello");
            assertThat(socket.next(SOON)).contains("points 4");
        }
        assertThat(traveller.at(first, "points")).isEqualTo("4");
    }

    @Test
    void socket_isClosedWhenTheSessionEndsHere() {
        traveller.at(first, "collect");
        try (var socket = traveller.openSocket(first)) {
            assertThat(socket.next(SOON)).isPresent();
            traveller.at(first, "leave");
            assertThat(socket.closed().orTimeout(15, TimeUnit.SECONDS).join()).isEqualTo(1008);
        }
    }

    @Test
    void socket_isClosedWhenTheSessionEndsOnTheOtherServer() {
        traveller.at(first, "collect");
        try (var socket = traveller.openSocket(first)) {
            assertThat(socket.next(SOON)).isPresent();
            traveller.at(second, "leave");
            assertThat(socket.closed().orTimeout(15, TimeUnit.SECONDS).join()).isEqualTo(1008);
        }
    }

    @Test
    void socket_keepsItsSessionAlive() throws Exception {
        var tables = new SharedTables(database);
        traveller.at(first, "collect");
        var session = traveller.at(first, "brief?seconds=2");
        try (var socket = traveller.openSocket(second)) {
            assertThat(socket.next(SOON)).contains("points 1");
            long begun = tables.sessionEnds(session).orElseThrow();
            Await.until(
                    "the session outlives its timeout",
                    SOON,
                    () -> tables.sessionEnds(session).orElseThrow() > begun + 3_000);
            socket.send("hello");
            assertThat(socket.next(SOON)).contains("points 2");
        }
        Await.until(
                "the session ends after the socket",
                SOON,
                () -> tables.sessionEnds(session).isEmpty());
    }

    private static PayaraSetup server(String name) {
        return Traveller.on(database, name)
                .war(CLUSTERED)
                .property("muster.server.name", name)
                .property("muster.session.expiry-interval", "1s");
    }
}
