package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An application that knows nothing of clusters, made one by the command line alone, on two servers of which one is
 * lost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DropInIT {

    private static final Path CLUSTERED = Path.of("target", "dropin", "legacy.war");
    private static final Duration SOON = Duration.ofSeconds(10);
    /** A lease of six seconds has to end first. */
    private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(30);

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    private final LegacyShop shop = new LegacyShop(Browser.open());

    @BeforeAll
    static void dropInAndStart() throws Exception {
        MusterJar.dropIn("legacy.war", CLUSTERED, "java:app/jdbc/Legacy");
        WarCopy.of(CLUSTERED).with(RoomDoor.class).writeTo(CLUSTERED);
        database = SharedPostgres.start();
        first = server("drop-a").launch();
        second = server("drop-b").launch();
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        database.close();
    }

    @BeforeEach
    void bringBackWhatWasLost() {
        if (!first.isAlive()) {
            first.restart();
        }
    }

    @Test
    void sessionCartAndFacesView_goOnAtTheOtherServer_whenTheFirstIsKilled() {
        assertThat(shop.count(first)).isEqualTo(1);
        assertThat(shop.count(first)).isEqualTo(2);
        var page = shop.openPage(first);
        page = shop.write(first, page, "one");
        page = shop.addToCart(first, page, 1);
        var session = shop.sessionId(first);

        first.kill();

        assertThat(shop.count(second)).isEqualTo(3);
        assertThat(shop.sessionId(second)).isEqualTo(session);
        assertThat(shop.get(second, "/api/cart")).isEqualTo("{2=1}");
        page = shop.write(second, page, "two");
        assertThat(page.textOf("order:note")).isEqualTo("one / two");
        assertThat(page.textOf("order:postbacks")).isEqualTo("2");
        assertThat(shop.addToCart(second, page, 1).textOf("cart")).isEqualTo("2");
    }

    @Test
    void listeners_areCalledOnceEach_whereverTheSessionIs() {
        shop.count(first);
        var session = shop.sessionId(first);
        shop.count(second);
        var renewed = shop.post(second, "/api/renew", Map.of());
        shop.count(first);
        shop.post(first, "/api/leave", Map.of());

        assertThat(shop.journal(first, session)).containsExactly("created", "added counter=1");
        assertThat(shop.journal(second, session)).containsExactly("replaced counter=1");
        assertThat(shop.journal(second, renewed)).containsExactly("id-changed from=" + session);
        assertThat(shop.journal(first, renewed))
                .containsExactly("replaced counter=2", "destroyed counter=3", "removed counter=3");
    }

    @Test
    void leaving_endsTheSessionEverywhere() {
        shop.count(first);
        shop.count(second);

        shop.post(first, "/api/leave", Map.of());

        assertThat(shop.get(second, "/api/session")).isEqualTo("none");
        assertThat(shop.count(second)).isEqualTo(1);
    }

    @Test
    void newPrice_reachesTheOtherServersSecondLevelCache() {
        assertThat(shop.get(second, "/api/price?product=1")).isEqualTo("24.50");

        shop.post(first, "/api/price", Map.of("product", "1", "cents", "1999"));

        Await.until(
                "the new price on the other server",
                SOON,
                () -> shop.get(second, "/api/price?product=1").equals("19.99"));
    }

    /** The last one, for it loses a server that nobody has to start again. */
    @Test
    @Order(Integer.MAX_VALUE)
    void roomOnTheOtherServer_isReachedBehindABalancer_andOpensAnewWhenThatIsLost() {
        try (var balancer = StickyBalancer.start("SHOPSESSION", first, second)) {
            var visitor = BalancedVisitor.of(balancer);
            String room = roomOn(second);

            var inRoom = visitor.open("/door?room=" + room);

            assertThat(inRoom.redirects()).isEqualTo(1);
            assertThat(inRoom.answer().text()).isEqualTo("by token " + inRoom.session());
            assertThat(inRoom.server()).isEqualTo("drop-b");
            assertThat(visitor.open("/door?room=" + room).redirects()).isZero();
            assertThat(visitor.open("/door?muster.route=nobody&room=" + room).redirects())
                    .isZero();

            var lured = Await.value(
                    "to drop-a and back, once drop-b has heard of its restart",
                    SOON,
                    () -> visitor.open("/door?muster.route=drop-a&room=" + room),
                    visit -> visit.redirects() == 2);
            assertThat(lured.answer().text()).isEqualTo("by token " + inRoom.session());

            second.kill();

            var again = Await.value(
                    "the room granted anew",
                    AFTER_THE_LEASE,
                    () -> visitor.open("/door?room=" + room),
                    visit -> visit.answer().status() == 200);
            assertThat(again.answer().text()).isEqualTo("here " + inRoom.session());
            assertThat(again.server()).isEqualTo("drop-a");
        }
    }

    /** Rooms are spread, so there is one soon. */
    private static String roomOn(PayaraServer server) {
        var other = Browser.open().notFollowing();
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "room-" + i)
                .filter(room ->
                        other.get(server.uri("/legacy/door?room=" + room)).status() == 200)
                .findFirst()
                .orElseThrow();
    }

    private static PayaraSetup server(String name) {
        return LegacyShop.on(database, name)
                .war(CLUSTERED)
                .property("muster.server.name", name)
                .property("muster.rooms.redirect", "route")
                .property("muster.mesh.address", "127.0.0.1");
    }
}
