package dev.muster.jpa.internal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.RecordingListener;
import dev.muster.jpa.TestMeshes;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.wire.FrameType;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a mesh does when a peer fails it. */
@Timeout(60)
class MeshFailureTest {

    private final RecordingListener events = new RecordingListener();
    private final RecordingEvictor shop = new RecordingEvictor();
    private final RecordingEvictor reports = new RecordingEvictor();
    private final TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly());
    private final Mesh mesh =
            meshes.open("a", 1, 1, builder -> builder.listener(events).staleness(Duration.ofMillis(1500)));

    @AfterEach
    void close() {
        meshes.close();
    }

    @Test
    void missingCommit_emptiesTheCachesOfItsUnitOnly() throws Exception {
        attach();
        try (FakePeer peer = FakePeer.connect(mesh, 2)) {
            peer.sync("shop", 5);
            awaitFlushes(2);
            peer.order(1, 6);
            shop.await("Order[[1]]");
            peer.order(2, 8);
            awaitFlushes(3);
            peer.order(3, 9);
            shop.await("Order[[3]]");
            assertThat(shop.calls()).doesNotContain("Order[[2]]");
            assertThat(reports.flushes()).isEqualTo(1);
        }
    }

    @Test
    void lostTail_isFoundByTheHeartbeat() throws Exception {
        attach();
        try (FakePeer peer = FakePeer.connect(mesh, 2)) {
            peer.sync("shop", 5);
            awaitFlushes(2);
            peer.heartbeat(5);
            peer.heartbeat(6);
            awaitFlushes(3);
            peer.order(1, 6);
            peer.order(2, 7);
            shop.await("Order[[2]]");
            assertThat(shop.calls()).doesNotContain("Order[[1]]");
            assertThat(shop.flushes()).isEqualTo(3);
        }
    }

    @Test
    void reconnectThatMissedNothing_emptiesNothingMore() throws Exception {
        attach();
        Hello self = new Hello(UUID.randomUUID(), "test", "fake", 2, 1);
        try (FakePeer first = FakePeer.connect(mesh, self)) {
            first.sync("shop", 5);
            awaitFlushes(2);
            try (FakePeer second = FakePeer.connect(mesh, self)) {
                assertThat(readRefusal(first).duplicate()).isTrue();
                second.sync("shop", 5);
                second.order(1, 6);
                shop.await("Order[[1]]");
                assertThat(shop.flushes()).isEqualTo(2);
                assertThat(events.events()).hasSize(1);
            }
        }
    }

    @Test
    void abruptEnd_emptiesTheCachesWhenItIsNotBackInTime() throws Exception {
        attach();
        FakePeer peer = FakePeer.connect(mesh, 2);
        peer.sync("shop", 5);
        awaitFlushes(2);
        peer.close();
        events.await("down lost 'fake'");
        awaitFlushes(3);
        assertThat(reports.flushes()).as("nothing can be trusted").isEqualTo(2);
    }

    @Test
    void silentPeer_isCutAndTheCachesAreEmptied() throws Exception {
        attach();
        try (FakePeer peer = FakePeer.connect(mesh, 2)) {
            peer.sync("shop", 5);
            awaitFlushes(2);
            events.await("down lost 'fake' silent for");
            awaitFlushes(3);
        }
    }

    @Test
    void peerThatNeverReads_costsTheHealthyOneNothing() throws Exception {
        Attachment sender = attach();
        Mesh healthy = meshes.open("b", 3, 1, builder -> builder.staleness(Duration.ofSeconds(30)));
        RecordingEvictor onHealthy = new RecordingEvictor();
        ((CommitExchange) healthy).attach("shop", new CacheGuard(onHealthy));
        TestMeshes.awaitLinks(healthy, 1);
        try (FakePeer stuck = FakePeer.connect(mesh, 2)) {
            stuck.sync("shop", 1);
            stuck.beatForever(1);
            events.await("up 'fake'");
            Await.until("heard", () -> {
                sender.publish(
                        new EvictionBuilder().entity("Mark", EntityKey.of(0)).build(), Delivery.ASYNC);
                return onHealthy.calls().contains("Mark[[0]]");
            });

            String padding = "k".repeat(900);
            long start = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                sender.publish(
                        new EvictionBuilder()
                                .entity("Order", EntityKey.of(padding + i))
                                .build(),
                        Delivery.ASYNC);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

            onHealthy.await("Order[[" + padding + "19999]]");
            assertThat(onHealthy.calls().stream().filter(call -> call.startsWith("Order")))
                    .hasSize(20_000);
            assertThat(millis).isLessThan(10_000);
            events.await("down lost 'fake' it took nothing for");
        }
    }

    @Test
    void unknownFrame_endsTheLink() throws Exception {
        attach();
        try (FakePeer peer = FakePeer.connect(mesh, 2)) {
            peer.send(new byte[] {99});
            events.await("down lost 'fake' a frame of type 99");
        }
    }

    @Test
    void livePeerThatCannotBeHeard_hasTheCachesBypassedUntilItIsGone() throws Exception {
        CacheGuard cache = new CacheGuard(shop);
        ((CommitExchange) mesh).attach("shop", cache);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) mute.getLocalSocketAddress();
            meshes.announce(new Peer("mute", 7, 1, address));
            assertThat(cache.mayServe()).isTrue();
            Await.until("bypass", () -> !cache.mayServe());
            awaitFlushes(2);
        }
        Await.until("use", cache::mayServe);
    }

    @Test
    void deadPeer_isNotWaitedFor() throws Exception {
        CacheGuard cache = new CacheGuard(shop);
        ((CommitExchange) mesh).attach("shop", cache);
        InetSocketAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) free.getLocalSocketAddress();
        }
        meshes.announce(new Peer("dead", 7, 1, nobody));
        events.await("unreachable Connection refused");
        assertThat(cache.mayServe()).isTrue();
        assertThat(shop.flushes()).as("it may have committed before").isEqualTo(2);
    }

    private Attachment attach() {
        ((CommitExchange) mesh).attach("reports", new CacheGuard(reports));
        return ((CommitExchange) mesh).attach("shop", new CacheGuard(shop));
    }

    private static Refusal readRefusal(FakePeer peer) throws IOException {
        byte[] frame;
        do {
            frame = peer.read();
        } while (frame[0] != FrameType.REFUSED);
        return Refusal.decode(frame);
    }

    private void awaitFlushes(int count) throws InterruptedException {
        Await.until(count + " flushes of " + shop.calls(), () -> shop.flushes() >= count);
        assertThat(shop.flushes()).isEqualTo(count);
    }
}
