package dev.muster.extension.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.lock.ClusterLock;
import dev.muster.lock.ClusterLocks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What locks do, wherever they are kept, for the threads of one server. */
abstract class LocksContract {

    /** Longer than any test waits; who waits for something that happens does not wait so long. */
    static final Duration LONG = Duration.ofMinutes(1);

    protected abstract ClusterLocks locks();

    @Test
    void lockThatIsHeld_isNotGivenAgainNotEvenToItsHolder() {
        try (ClusterLock held = locks().tryLock("a").orElseThrow()) {
            assertThat(held.isCurrent()).isTrue();
            assertThat(held.name()).isEqualTo("a");
            assertThat(locks().tryLock("a")).isEmpty();
            try (ClusterLock other = locks().tryLock("A").orElseThrow()) {
                assertThat(other.isCurrent()).isTrue();
            }
        }
    }

    @Test
    void lockThatWasGivenBack_isTakenWithAHigherToken() {
        long before = 0;
        for (int i = 0; i < 5; i++) {
            try (ClusterLock held = locks().tryLock("a").orElseThrow()) {
                assertThat(held.token()).isGreaterThan(before);
                before = held.token();
            }
        }
    }

    @Test
    void lockThatWasClosed_isNotCurrentAndClosesOnce() {
        ClusterLock first = locks().tryLock("a").orElseThrow();
        first.close();

        assertThat(first.isCurrent()).isFalse();
        assertThatThrownBy(first::requireCurrent)
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-150")
                .hasMessageContaining("'a'");

        try (ClusterLock second = locks().tryLock("a").orElseThrow()) {
            first.close();
            assertThat(second.isCurrent()).isTrue();
            assertThat(locks().tryLock("a")).isEmpty();
        }
    }

    @Test
    void threadThatWaits_getsTheLockWhenItIsGivenBack() throws Exception {
        ClusterLock held = locks().tryLock("a").orElseThrow();
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> takeAndClose("a"));

        held.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isGreaterThan(held.token());
    }

    @Test
    void patienceThatIsOver_ends() throws InterruptedException {
        try (ClusterLock held = locks().tryLock("a").orElseThrow()) {
            assertThat(locks().lock("a", Duration.ofMillis(30))).isEmpty();
            assertThat(locks().lock("a", Duration.ZERO)).isEmpty();
            assertThat(locks().lock("a", Duration.ofMillis(-5))).isEmpty();
            assertThat(held.isCurrent()).isTrue();
        }
    }

    @Test
    void threadThatIsInterrupted_doesNotHoldTheLock() throws Exception {
        ClusterLock held = locks().tryLock("a").orElseThrow();
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                locks().lock("a", LONG);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        waiting.start();
        waiting.interrupt();

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        held.close();
        locks().tryLock("a").orElseThrow().close();
    }

    @Test
    void nameThatNoDatabaseKeepsApart_isRefused() {
        for (String name : new String[] {"", "a ", " a", "x".repeat(201)}) {
            assertThatThrownBy(() -> locks().tryLock(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 200");
            assertThatThrownBy(() -> locks().lock(name, LONG)).isInstanceOf(IllegalArgumentException.class);
        }
        locks().tryLock("x".repeat(200)).orElseThrow().close();
    }

    private long takeAndClose(String name) {
        try (ClusterLock lock = locks().lock(name, LONG).orElseThrow()) {
            return lock.token();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
