package dev.muster.extension.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.Settings;
import dev.muster.room.EnterRequest;
import dev.muster.server.ServerIdentity;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocalNodeTest {

    private static final long NOW = 1_800_000_000_000L;

    @Test
    void serverThatIsAlone_isNumberOneOfOneAndCurrent() {
        LocalNode node = node(Map.of("muster.server.name", "a", "muster.server.port", "8181"), "/shop");

        assertThat(node.identity().serverId()).isEqualTo(1);
        assertThat(node.identity().isCurrent()).isTrue();
        assertThat(node.cluster().name()).isEqualTo("shop");
        assertThat(node.cluster().servers()).containsExactly(node.cluster().self());
        assertThat(node.cluster().self().url()).isEqualTo("http://127.0.0.1:8181/shop");
    }

    @Test
    void roomOfAServerThatIsAlone_isHere() {
        LocalNode node = node(Map.of(), "");

        assertThat(node.rooms().enter("lecture", EnterRequest.by("ann")).isHere())
                .isTrue();
    }

    @Test
    void pathThatIsConfigured_countsWithOneSlash() {
        assertThat(node(Map.of("muster.server.path", "app/"), "/shop")
                        .cluster()
                        .self()
                        .path())
                .isEqualTo("/app");
    }

    @Test
    void ids_areAscendingWhateverTheClockDoes() {
        AtomicLong clock = new AtomicLong(NOW);
        ServerIdentity identity = new LocalIdentity("a", clock::get);

        long[] ids = LongStream.range(0, 20_000)
                .map(i -> {
                    clock.set(NOW - i % 100);
                    return identity.nextId();
                })
                .toArray();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(LongStream.of(ids).map(id -> id >> 12 & 1023)).containsOnly(1L);
    }

    private static LocalNode node(Map<String, String> settings, String path) {
        return new LocalNode(Settings.ofMap(settings), path, LocalNodeTest.class.getClassLoader(), NodeListener.NONE);
    }
}
