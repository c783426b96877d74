package dev.muster.benchmarks.jpa.node;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commits of a node: timed ones on the calling thread, or a load in the background. For one thread. */
final class Commits {

    private final Store store;
    private @Nullable Load load;

    Commits(Store store) {
        this.store = store;
    }

    /**
     * Commits, each time the next so many entities.
     *
     * @return for each commit: when the database acknowledged it, nanoseconds from its beginning to the return, and
     *     nanoseconds of these after the acknowledgement
     */
    long[] timed(int commits, int ids, long first, int rate) {
        long[] times = new long[3 * commits];
        Pace pace = new Pace(rate);
        for (int i = 0; i < commits; i++) {
            pace.await();
            long begin = System.nanoTime();
            store.commit(first + (long) i * ids, ids);
            long end = System.nanoTime();
            times[3 * i] = CommitClock.last();
            times[3 * i + 1] = end - begin;
            times[3 * i + 2] = end - times[3 * i];
        }
        return times;
    }

    /** Starts to change entities, one at a time and round and round, until stopped. */
    void start(long first, long last, int rate) {
        load = new Load(first, last, rate);
        load.thread.start();
    }

    /** Ends the load; returns how many commits there were. */
    int stop() throws InterruptedException {
        Load running = load;
        if (running == null) {
            return 0;
        }
        running.stopped.set(true);
        running.thread.join();
        load = null;
        return running.committed.get();
    }

    private final class Load {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger committed = new AtomicInteger();
        private final Thread thread;

        Load(long first, long last, int rate) {
            thread = new Thread(() -> run(first, last, rate), "load");
            thread.setDaemon(true);
        }

        private void run(long first, long last, int rate) {
            Pace pace = new Pace(rate);
            for (long id = first; !stopped.get(); id = id == last ? first : id + 1) {
                pace.await();
                try {
                    store.commit(id, 1);
                    committed.incrementAndGet();
                } catch (RuntimeException e) {
                    // An old version from the cache is found out by the database: the change is lost, nothing else
                    System.getLogger("dev.muster.benchmarks").log(System.Logger.Level.DEBUG, "not committed", e);
                }
            }
        }
    }
}
