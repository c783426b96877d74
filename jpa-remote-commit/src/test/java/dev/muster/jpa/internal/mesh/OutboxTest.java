package dev.muster.jpa.internal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(10);

    @Test
    void items_areTakenInOrder() throws InterruptedException {
        assertThat(outbox.offer(sync(1))).isTrue();
        assertThat(outbox.offer(sync(2))).isTrue();
        assertThat(outbox.take()).containsExactly(sync(1), sync(2));
        assertThat(outbox.size()).isZero();
    }

    @Test
    void fullOutbox_refusesUntilItIsReplacedOrTaken() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThat(outbox.offer(sync(i))).isTrue();
        }
        assertThat(outbox.offer(sync(10))).isFalse();
        assertThat(outbox.replace(List.of(sync(11)))).isEqualTo(10);
        assertThat(outbox.offer(sync(12))).isTrue();
        assertThat(outbox.take()).containsExactly(sync(11), sync(12));
    }

    @Test
    void weightOfKeys_counts() {
        EvictionBuilder heavy = new EvictionBuilder();
        for (int i = 0; i < 20; i++) {
            heavy.entity("T", EntityKey.of(i));
        }
        Outbox.Item item = new Outbox.Commit(new StreamMark(0, 1), heavy.build(), false);
        assertThat(outbox.offer(item)).as("alone, even what is too heavy").isTrue();
        assertThat(outbox.offer(sync(1))).isFalse();
    }

    private static Outbox.Item sync(long sequence) {
        return new Outbox.Sync(new StreamMark(0, sequence), "shop");
    }
}
