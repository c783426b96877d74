package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.infinispan.CacheStatus.State;
import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The profile hotrod: a real Infinispan server, whose jars are 65 MB. */
class HotRodTested extends GrantCacheContract {

    private static final int LOOKUPS = 200_000;

    private static InfinispanServer server;

    private final Database database = TestDatabase.H2.create();

    @BeforeAll
    static void startServer() throws Exception {
        server = InfinispanServer.create();
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @Override
    InfinispanGrantCache create(int id) throws Exception {
        return create(id, Map.of());
    }

    @Test
    void serverThatIsGone_isDoneWithoutAndFoundAgain() throws Exception {
        InfinispanGrantCache one = up(1);
        assertHears(one, one, "a", new Entry(1, 1, 7));

        server.kill();
        Await.until("it is missed", () -> one.status().state() == State.DOWN);
        assertThat(one.get("a")).isEmpty();
        one.put("a", new Entry(1, 1, 8));

        server.start();
        Await.until("it is found again", () -> one.status().state() == State.UP);
        assertHears(one, one, "a", new Entry(1, 1, 9));
    }

    @Test
    void serverWithAnotherCertificate_isNotTrusted() throws Exception {
        String other = "00".repeat(32);
        InfinispanGrantCache one = create(1, Map.of("muster.rooms.hotrod.fingerprint", other));
        try {
            Await.until("refused", () -> one.status().reason().contains("is not accepted here"));
            one.put("a", new Entry(1, 1, 7));
            assertThat(one.get("a")).isEmpty();
        } finally {
            one.close();
        }
    }

    @Test
    void wrongPassword_isToldAndStopsNothing() throws Exception {
        InfinispanGrantCache one = create(1, Map.of("muster.rooms.hotrod.password", "wrong"));
        try {
            Await.until("refused", () -> one.status().reason().contains("did not start"));
            assertThat(one.get("a")).isEmpty();
        } finally {
            one.close();
        }
    }

    /** Measured, not asserted: a machine that does other things too is slower. */
    @Test
    void roomThatIsKnown_isReadFromMemory() throws Exception {
        InfinispanGrantCache one = up(1);
        assertHears(one, one, "a", new Entry(1, 1, 7));
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                assertThat(one.get("a").equals(Optional.of(new Entry(1, 1, 7)))).isTrue();
            }
            System.out.println("Hot Rod, known room: " + (System.nanoTime() - start) / LOOKUPS + " ns");
        }
    }

    private InfinispanGrantCache create(int id, Map<String, String> more) throws Exception {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "muster.rooms.cache",
                "hotrod",
                "muster.rooms.hotrod.servers",
                "127.0.0.1[" + server.port() + "]",
                "muster.rooms.hotrod.user",
                InfinispanServer.USER,
                "muster.rooms.hotrod.password",
                InfinispanServer.PASSWORD,
                "muster.rooms.hotrod.fingerprint",
                server.fingerprint()));
        settings.putAll(more);
        return InfinispanGrantCache.start(TestNode.of(id, database, new HashSet<>(), settings));
    }
}
