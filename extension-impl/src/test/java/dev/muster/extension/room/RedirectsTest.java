package dev.muster.extension.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    private static final Redirects DIRECT = Redirects.direct(Duration.ofSeconds(30));
    private static final Redirects BY_ROUTE = new Redirects(true, Duration.ofSeconds(30));

    @Test
    void direct_leadsToTheServersAddress() {
        assertThat(DIRECT.url(server("/shop"), "/room?x=1#top", "t"))
                .isEqualTo("http://10.1.1.2:8080/shop/room?x=1&muster.token=t#top");
    }

    @Test
    void byRoute_staysAtTheHostAndNamesTheServer() {
        assertThat(BY_ROUTE.url(server("/shop"), "/room?x=1#top", "t"))
                .isEqualTo("/shop/room?x=1&muster.token=t&muster.route=shop-b#top");
        assertThat(BY_ROUTE.url(server(""), "/room", "t")).isEqualTo("/room?muster.token=t&muster.route=shop-b");
    }

    /** Where the application is the root, a path with two slashes would be another host. */
    @ParameterizedTest
    @ValueSource(strings = {"room", "", "//evil.example/room", "/\\evil.example/room"})
    void pathThatMayLeadAway_isRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> BY_ROUTE.url(server(""), path, "t"));
        assertThatIllegalArgumentException().isThrownBy(() -> DIRECT.url(server(""), path, "t"));
    }

    private static Server server(String path) {
        return new Server(
                2,
                1,
                "shop-b",
                ServerState.ACTIVE,
                "http",
                "10.1.1.2",
                8080,
                path,
                1,
                0,
                Set.of(),
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
