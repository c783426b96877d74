package dev.muster.extension.lock;

import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only where somebody sleeps, which takes none. */
final class TestTime implements WaitingTime {

    private final AtomicLong nanos = new AtomicLong(-7);

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(long duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos.addAndGet(duration);
    }
}
