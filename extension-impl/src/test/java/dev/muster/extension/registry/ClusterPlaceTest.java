package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.Settings;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers with their real threads, in one JVM. */
class ClusterPlaceTest {

    private static final Settings SETTINGS = Settings.ofMap(
            Map.of("muster.mode", "cluster", "muster.lease.duration", "3s", "muster.lease.renewal", "100ms"));

    private final Database database = TestDatabase.H2.create();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void agree() {
        ClusterPlace.agree(SETTINGS, database, "shop");
    }

    @Test
    void serverThatComesAndGoes_isHeardOf() throws Exception {
        try (ClusterPlace a = take("a", listener())) {
            a.announce();
            try (ClusterPlace b = take("b", new MembershipListener() {})) {
                assertThat(next()).isEqualTo("joined b");
                assertThat(b.servers()).extracting(Server::name).containsExactly("a", "b");
            }
            assertThat(next()).isEqualTo("left b true");
            assertThat(a.servers()).extracting(Server::name).containsExactly("a");
        }
    }

    @Test
    void leaseThatIsTakenAway_isFencedAndRegainedByItself() throws Exception {
        try (ClusterPlace a = take("a", listener())) {
            a.announce();
            long before = a.identity().incarnation();

            database.run(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.executeUpdate("update muster_server set lease_until = 0");
                }
            });

            assertThat(next()).isEqualTo("fenced a");
            assertThat(next()).isEqualTo("regained a");
            assertThat(a.identity().isCurrent()).isTrue();
            assertThat(a.identity().incarnation()).isGreaterThan(before);
            assertThat(a.identity().serverId()).isEqualTo(1);
        }
    }

    @Test
    void placeThatIsNotAnnounced_keepsItsNewsAndCloses() {
        ClusterPlace a = take("a", listener());
        a.registry().refresh();

        a.close();

        assertThat(a.identity().isCurrent()).isFalse();
        assertThat(heard).isEmpty();
    }

    private String next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    private ClusterPlace take(String name, MembershipListener listener) {
        Candidate candidate = new Candidate(
                name,
                true,
                1023,
                OptionalInt.empty(),
                "http",
                "127.0.0.1",
                8080,
                "",
                100,
                0,
                Set.of(),
                "127.0.0.1",
                "f00d",
                "test");
        return ClusterPlace.take(
                SETTINGS, database, "shop", candidate, getClass().getClassLoader(), List.of(listener));
    }

    private MembershipListener listener() {
        return new MembershipListener() {
            @Override
            public void joined(Server server) {
                heard.add("joined " + server.name());
            }

            @Override
            public void left(Server server, boolean orderly) {
                heard.add("left " + server.name() + " " + orderly);
            }

            @Override
            public void fenced(Server server, String reason) {
                heard.add("fenced " + server.name());
            }

            @Override
            public void regained(Server server) {
                heard.add("regained " + server.name());
            }
        };
    }
}
