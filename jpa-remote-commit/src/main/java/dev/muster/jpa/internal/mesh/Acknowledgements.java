package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.internal.wire.StreamMark;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where commits wait until their peers have evicted. Thread-safe. */
final class Acknowledgements {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Waits until all of them have followed to there, for at most this time; returns whether they have. */
    boolean await(List<PeerState> peers, StreamMark mark, long nanos) {
        lock.lock();
        try {
            waiting.incrementAndGet();
            long left = nanos;
            while (!peers.stream().allMatch(peer -> peer.hasFollowed(mark))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** A peer has answered, or has gone. */
    void changed() {
        if (waiting.get() == 0) {
            return;
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
