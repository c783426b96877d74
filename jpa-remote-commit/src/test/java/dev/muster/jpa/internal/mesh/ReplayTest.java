package dev.muster.jpa.internal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.TestMeshes;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.wire.FrameDecoder;
import dev.muster.jpa.internal.wire.FrameHandler;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.StreamMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a peer gets that was away for a while. */
@Timeout(60)
class ReplayTest {

    private final TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly());
    private final Mesh mesh = meshes.open("a", 1, 1);
    private final Attachment shop = ((CommitExchange) mesh).attach("shop", new CacheGuard(new RecordingEvictor()));
    private final Hello self = new Hello(UUID.randomUUID(), "test", "fake", 2, 1);

    @AfterEach
    void close() {
        meshes.close();
    }

    @Test
    void peerThatMissedALittle_getsIt() throws IOException {
        publish(10);
        assertThat(heardBy(new Position("shop", 9), 3)).containsExactly("sync 9", "10 [9]", "11 [10]");
        assertThat(heardBy(new Position("shop", 11), 1)).containsExactly("sync 11");
    }

    @Test
    void peerThatMissedTooMuch_findsAGap() throws IOException {
        publish(30_000);
        assertThat(heardBy(new Position("shop", 2), 1)).containsExactly("sync 30001");
        assertThat(heardBy(new Position("shop", 30_000), 2)).containsExactly("sync 30000", "30001 [30000]");
    }

    @Test
    void peerFromAnotherTime_findsAGap() throws IOException {
        publish(1);
        assertThat(heardBy(new Position("shop", 7), 1)).containsExactly("sync 2");
        assertThat(heardBy(new Position("other", 7), 1)).containsExactly("sync 2");
    }

    @Test
    void whatNobodyWasToldOf_isNotReplayed() throws IOException {
        publish(1);
        ((CommitExchange) mesh).attach("shop", new CacheGuard(new RecordingEvictor()));
        publish(1);
        assertThat(heardBy(new Position("shop", 2), 1)).containsExactly("sync 4");
        assertThat(heardBy(new Position("shop", 3), 2)).containsExactly("sync 3", "4 [1]");
    }

    private void publish(int count) {
        for (long id = 1; id <= count; id++) {
            shop.publish(new EvictionBuilder().entity("Order", EntityKey.of(id)).build(), Delivery.ASYNC);
        }
    }

    /** The first that a peer hears who has followed to there. */
    private List<String> heardBy(Position followed, int count) throws IOException {
        Ear ear = new Ear();
        FrameDecoder decoder = new FrameDecoder();
        try (FakePeer peer = FakePeer.connect(mesh, self, List.of(followed))) {
            while (ear.heard.size() < count) {
                decoder.decode(peer.read(), ear);
            }
        }
        return ear.heard;
    }

    private static final class Ear implements FrameHandler {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void sync(StreamMark mark, String unit) {
            heard.add("sync " + mark.sequence());
        }

        @Override
        public void evict(StreamMark mark, Eviction eviction, boolean acknowledge) {
            heard.add(mark.sequence() + " "
                    + eviction.types().get(0).keys().get(0).parts());
        }

        @Override
        public void heartbeat(long stamp, List<StreamMark> marks) {}

        @Override
        public void heard(long stamp, List<StreamMark> marks) {}

        @Override
        public void resume(List<Position> positions) {}
    }
}
