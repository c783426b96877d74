package dev.muster.extension.lock;

import dev.muster.extension.context.Incarnation;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one thread of this server at a time be concerned with a lock; the others wait in memory. An incarnation has turns of
 * its own, so that whoever holds a lock that was lost with an earlier one holds up nobody. Thread-safe.
 */
final class Turns {

    private final Map<Turn, Queue> queues = new HashMap<>();

    /** A right to be concerned with a lock, to be given back by whichever thread. */
    record Turn(String name, Incarnation holder) {}

    /** Waits for the turn; false if it did not come in time. */
    boolean take(Turn turn, long nanos) throws InterruptedException {
        Queue queue = enter(turn);
        boolean taken = false;
        try {
            taken = queue.permit.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } finally {
            if (!taken) {
                leave(turn);
            }
        }
        return taken;
    }

    /** Takes the turn if nobody has it. */
    boolean tryTake(Turn turn) {
        boolean taken = enter(turn).permit.tryAcquire();
        if (!taken) {
            leave(turn);
        }
        return taken;
    }

    void giveBack(Turn turn) {
        leave(turn).permit.release();
    }

    /** How many locks somebody is concerned with. */
    synchronized int size() {
        return queues.size();
    }

    private synchronized Queue enter(Turn turn) {
        Queue queue = queues.computeIfAbsent(turn, key -> new Queue());
        queue.threads++;
        return queue;
    }

    private synchronized Queue leave(Turn turn) {
        Queue queue = queues.get(turn);
        if (queue == null) {
            throw new IllegalStateException("nobody has the turn " + turn);
        }
        if (--queue.threads == 0) {
            queues.remove(turn);
        }
        return queue;
    }

    /** Who has the turn, and who waits for it. */
    private static final class Queue {

        private final Semaphore permit = new Semaphore(1, true);
        private int threads;
    }
}
