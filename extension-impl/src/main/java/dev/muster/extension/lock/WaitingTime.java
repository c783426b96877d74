package dev.muster.extension.lock;

import java.util.concurrent.TimeUnit;

/** The time in which one waits; tests have one of their own. */
public interface WaitingTime {

    /** Time as it passes on this machine. */
    WaitingTime REAL = new WaitingTime() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** A monotonic clock. */
    long nanos();

    /** Returns when so much time has passed. */
    void sleep(long nanos) throws InterruptedException;
}
