package dev.muster.jpa.eclipselink;

import org.eclipse.persistence.internal.helper.QueryCounter;

/**
 * What the current thread is doing: nothing, or the outermost query it is in. While the cache must not be served from,
 * only objects that this very query has read are good enough for it; without them, refreshing would never end.
 */
final class Operation {

    private static final int DEPTH = 0;
    private static final int BEGAN_AFTER = 1;

    /** Arrays and not objects of ours: what a thread keeps must not keep the application. */
    private static final ThreadLocal<long[]> CURRENT = ThreadLocal.withInitial(() -> new long[2]);

    private Operation() {}

    /** A query begins, in a cache that may be served from or not. */
    static void enter(boolean serving) {
        long[] current = CURRENT.get();
        if (current[DEPTH]++ == 0) {
            current[BEGAN_AFTER] = serving ? 0 : QueryCounter.getCount();
        }
    }

    /** The query ends. */
    static void exit() {
        CURRENT.get()[DEPTH]--;
    }

    /** Later queries of this thread have larger numbers. To be called when what was read before is not good enough. */
    static void distrustOlder() {
        long[] current = CURRENT.get();
        if (current[BEGAN_AFTER] == 0) {
            current[BEGAN_AFTER] = QueryCounter.getCount();
        }
    }

    /** Whether the query of this number belongs to the operation of this thread. */
    static boolean includes(long queryId) {
        long[] current = CURRENT.get();
        return current[BEGAN_AFTER] != 0 && queryId > current[BEGAN_AFTER];
    }
}
