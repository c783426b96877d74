package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commits that wait for the peers. */
@Timeout(60)
class SyncDeliveryTest {

    private static final Delivery PATIENT = new Delivery(Duration.ofSeconds(30));

    private final TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly());
    private final Mesh first = meshes.open("a", 1, 1);
    private final Mesh second = meshes.open("b", 2, 1);
    private final SlowEvictor evictor = new SlowEvictor();

    @AfterEach
    void close() {
        evictor.go.countDown();
        meshes.close();
    }

    @Test
    void commit_returnsWhenThePeerHasEvicted() throws InterruptedException {
        evictor.go.countDown();
        Attachment shop = linked();
        for (long id = 0; id < 2000; id++) {
            shop.publish(order(id), PATIENT);
            assertThat(evictor.evicted).contains(id);
        }
    }

    @Test
    void peerThatDoesNotAnswer_isWaitedForNoLongerThanTheLimit() throws InterruptedException {
        Attachment shop = linked();
        shop.publish(order(1), new Delivery(Duration.ofMillis(50)));
        assertThat(evictor.evicted).isEmpty();
    }

    @Test
    void peerThatGoes_isWaitedForNoLonger() throws InterruptedException {
        Attachment shop = linked();
        Thread leaving = new Thread(second::close);
        leaving.start();
        shop.publish(order(1), PATIENT);
        assertThat(evictor.evicted).isEmpty();
        evictor.go.countDown();
        leaving.join();
    }

    @Test
    void nobodyThere_isNotWaitedFor() {
        Attachment shop = ((CommitExchange) first).attach("shop", new CacheGuard(new RecordingEvictor()));
        second.close();
        shop.publish(order(1), PATIENT);
        assertThat(evictor.evicted).isEmpty();
    }

    private Attachment linked() throws InterruptedException {
        RecordingEvictor probe = new RecordingEvictor();
        ((CommitExchange) second).attach("shop", new CacheGuard(evictor));
        ((CommitExchange) second).attach("probe", new CacheGuard(probe));
        Attachment shop = ((CommitExchange) first).attach("shop", new CacheGuard(new RecordingEvictor()));
        Attachment probing = ((CommitExchange) first).attach("probe", new CacheGuard(new RecordingEvictor()));
        Await.until("linked", () -> {
            probing.publish(order(0), Delivery.ASYNC);
            return probe.calls().contains("Order[[0]]");
        });
        return shop;
    }

    private static Eviction order(long id) {
        return new EvictionBuilder().entity("Order", EntityKey.of(id)).build();
    }

    private static final class SlowEvictor implements CacheEvictor {

        private final CountDownLatch go = new CountDownLatch(1);
        private final Set<Object> evicted = ConcurrentHashMap.newKeySet();

        @Override
        public void evict(String entityType, Collection<EntityKey> keys) {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            keys.forEach(key -> evicted.add(key.parts().get(0)));
        }

        @Override
        public void evictType(String entityType) {}

        @Override
        public void evictAll() {}
    }
}
