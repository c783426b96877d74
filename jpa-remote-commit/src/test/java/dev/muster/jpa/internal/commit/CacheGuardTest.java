package dev.muster.jpa.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.RecordingEvictor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheGuardTest {

    private final AtomicLong clock = new AtomicLong();
    private final RecordingEvictor evictor = new RecordingEvictor();
    private final CacheGuard guard = new CacheGuard(evictor, clock::get);

    @Test
    void loadThatSpansAnEviction_hasItDoneAgain() {
        guard.apply(order(1));
        CacheGuard.Load load = guard.begin();
        guard.apply(order(2));
        CacheGuard.Load later = guard.begin();
        evictor.forget();

        load.settle();
        assertThat(evictor.calls()).containsExactly("Order[[2]]");
        later.settle();
        assertThat(evictor.calls()).hasSize(1);
    }

    @Test
    void loadThatGoesBackTooFar_emptiesTheCache() {
        CacheGuard.Load load = guard.begin();
        EvictionBuilder large = new EvictionBuilder();
        for (long i = 0; i < Eviction.MAX_KEYS_PER_TYPE; i++) {
            large.entity("Order", EntityKey.of(i));
        }
        for (int i = 0; i <= CacheGuard.MAX_WEIGHT / Eviction.MAX_KEYS_PER_TYPE; i++) {
            guard.apply(large.build());
        }
        CacheGuard.Load recent = guard.begin();
        guard.apply(order(-1));
        evictor.forget();

        load.settle();
        assertThat(evictor.calls()).last().isEqualTo("all");
        evictor.forget();
        recent.settle();
        assertThat(evictor.calls()).containsExactly("Order[[-1]]");
    }

    @Test
    void serving_endsAtTheGivenTime() {
        assertThat(guard.mayServe()).isTrue();
        guard.serveUntil(10);
        clock.set(9);
        assertThat(guard.mayServe()).isTrue();
        clock.set(10);
        assertThat(guard.mayServe()).isFalse();
        guard.serveUntil(CacheGuard.FOREVER);
        assertThat(guard.mayServe()).isTrue();
    }

    private static Eviction order(long id) {
        return new EvictionBuilder().entity("Order", EntityKey.of(id)).build();
    }
}
