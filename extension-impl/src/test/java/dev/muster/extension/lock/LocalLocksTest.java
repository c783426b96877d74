package dev.muster.extension.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.FakeIdentity;
import dev.muster.lock.ClusterLocks;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalLocksTest extends LocksContract {

    private static final long START = 1_700_000_000_000L;

    private final LeasedLocks locks = new LeasedLocks(
            new FakeIdentity(1, 1), new LocalLocks(START), WaitingTime.REAL, new Random(1), Runnable::run);

    @Override
    protected ClusterLocks locks() {
        return locks;
    }

    @Test
    void tokens_beginAboveThoseOfAnEarlierStart() {
        assertThat(locks.tryLock("a").orElseThrow().token()).isGreaterThan(START);
    }
}
