package dev.muster.extension.lock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long one caller goes on waiting, and how often it asks meanwhile. Pauses grow from 20 ms to half a second; each is
 * shortened by chance to as little as a half, so that servers that began together do not ask together. Used by one thread.
 */
final class Patience {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final WaitingTime time;
    private final RandomGenerator random;
    private final long deadline;
    private long nextPause = FIRST_PAUSE;

    Patience(Duration wait, WaitingTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        this.deadline = time.nanos() + TimeUnit.NANOSECONDS.convert(wait);
    }

    /** Zero or less when patience is over. */
    long remainingNanos() {
        return deadline - time.nanos();
    }

    boolean remains() {
        return remainingNanos() > 0;
    }

    /** Waits for a while, but not longer than patience lasts. */
    void pause() throws InterruptedException {
        long pause = nextPause / 2 + random.nextLong(nextPause / 2);
        time.sleep(Math.min(pause, Math.max(0, remainingNanos())));
        nextPause = Math.min(nextPause * 2, LONGEST_PAUSE);
    }
}
