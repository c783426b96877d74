package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the shop behaves on one server, as it did before any cluster. */
abstract class LegacyAloneContract {

    private final LegacyShop shop = new LegacyShop(Browser.open());

    abstract PayaraServer server();

    abstract SharedPostgres database();

    @Test
    void counter_countsPerSession() {
        assertThat(shop.count(server())).isEqualTo(1);
        assertThat(shop.count(server())).isEqualTo(2);
        assertThat(new LegacyShop(Browser.open()).count(server())).isEqualTo(1);
    }

    @Test
    void listeners_seeTheWholeLifeOfASession() {
        shop.count(server());
        shop.count(server());
        var first = shop.sessionId(server());
        shop.post(server(), "/api/put", Map.of("name", "colour", "value", "blue"));
        shop.post(server(), "/api/remove", Map.of("name", "colour"));
        var second = shop.post(server(), "/api/renew", Map.of());
        shop.post(server(), "/api/leave", Map.of());

        assertThat(shop.journal(server(), first))
                .containsExactly(
                        "created", "added counter=1", "replaced counter=1", "added colour=blue", "removed colour=blue");
        assertThat(shop.journal(server(), second))
                .containsExactly("id-changed from=" + first, "destroyed counter=2", "removed counter=2");
    }

    @Test
    void cartAndPage_keepTheirState() {
        var page = shop.openPage(server());
        page = shop.write(server(), page, "one");
        page = shop.write(server(), page, "two");
        page = shop.addToCart(server(), page, 1);

        assertThat(page.textOf("order:note")).isEqualTo("one / two");
        assertThat(page.textOf("order:postbacks")).isEqualTo("2");
        assertThat(page.textOf("cart")).isEqualTo("1");
        assertThat(shop.get(server(), "/api/cart")).isEqualTo("{2=1}");
    }

    @Test
    void price_comesFromTheSecondLevelCache() throws Exception {
        assertThat(shop.get(server(), "/api/price?product=3")).isEqualTo("7.00");
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update product set cents = 1 where id = 3");
        }
        assertThat(shop.get(server(), "/api/price?product=3")).isEqualTo("7.00");
        assertThat(shop.get(server(), "/api/price?product=2")).isEqualTo("4.50");
        assertThat(shop.post(server(), "/api/price", Map.of("product", "2", "cents", "475")))
                .isEqualTo("4.75");
    }
}
