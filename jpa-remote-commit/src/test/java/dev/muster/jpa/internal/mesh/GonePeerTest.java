package dev.muster.jpa.internal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.TestMeshes;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that could not be heard may have committed until the moment of its death. */
@Timeout(60)
class GonePeerTest {

    private final RecordingEvictor shop = new RecordingEvictor();
    private final CacheGuard cache = new CacheGuard(shop);
    private final TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly());

    @AfterEach
    void close() {
        meshes.close();
    }

    @Test
    void peerThatDiesBeforeItWasEverLinked_hasTheCachesEmptied() throws Exception {
        Mesh mesh = meshes.open("a", 1, 1, builder -> builder.staleness(Duration.ofSeconds(40)));
        ((CommitExchange) mesh).attach("shop", cache);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            meshes.announce(new Peer("mute", 7, 1, (InetSocketAddress) mute.getLocalSocketAddress()));
            mute.accept();
            assertThat(shop.flushes()).as("when it was attached").isEqualTo(1);
        }
        Await.until("emptied", () -> shop.flushes() == 2);
        assertThat(cache.mayServe()).isTrue();
    }

    @Test
    void peerThatDiesDuringABypass_hasTheCachesEmptiedBeforeTheyAreUsedAgain() throws Exception {
        Mesh mesh = meshes.open("a", 1, 1, builder -> builder.staleness(Duration.ofMillis(500)));
        ((CommitExchange) mesh).attach("shop", cache);
        long before;
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            meshes.announce(new Peer("mute", 7, 1, (InetSocketAddress) mute.getLocalSocketAddress()));
            Await.until("bypass", () -> !cache.mayServe() && shop.flushes() >= 2);
            before = shop.flushes();
        }
        Await.until("in use", cache::mayServe);
        assertThat(shop.flushes()).isGreaterThan(before);
    }

    @Test
    void peerThatIsForgotten_hasTheCachesEmptied() throws Exception {
        Mesh mesh = meshes.open("a", 1, 1, builder -> builder.staleness(Duration.ofSeconds(40)));
        ((CommitExchange) mesh).attach("shop", cache);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) mute.getLocalSocketAddress();
            meshes.announce(new Peer("mute", 7, 1, address));
            mute.accept();
            assertThat(shop.flushes()).isEqualTo(1);
            meshes.announce(new Peer("mute", 7, 2, address));
            Await.until("emptied", () -> shop.flushes() == 2);
        }
    }
}
