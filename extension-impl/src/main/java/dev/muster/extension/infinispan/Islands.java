package dev.muster.extension.infinispan;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Finds the servers that are missing from Infinispan's view: those that take part and are live, but were not in the view for
 * longer than a grace time. It covers a server that is just joining, a merge, and the rest of the lease of one that was
 * killed. Not thread-safe.
 */
final class Islands {

    private final long graceNanos;
    private final LongSupplier ticker;
    private final Map<Long, Long> missedSince = new HashMap<>();

    /** @param ticker monotonic clock in nanoseconds */
    Islands(Duration grace, LongSupplier ticker) {
        this.graceNanos = grace.toNanos();
        this.ticker = ticker;
    }

    /**
     * This server's own has just started. One that sees nobody although others ran before has made an island, and that is
     * known without waiting.
     *
     * @param before who took part when the start began
     */
    void started(Collection<Peer> before, Set<Long> view) {
        if (view.size() <= 1) {
            long longAgo = ticker.getAsLong() - graceNanos;
            before.forEach(peer -> missedSince.put(peer.incarnation(), longAgo));
        }
    }

    /** The missing ones among those who take part now. */
    List<Peer> missing(Collection<Peer> live, Set<Long> view) {
        long now = ticker.getAsLong();
        List<Peer> missed =
                live.stream().filter(peer -> !view.contains(peer.incarnation())).toList();
        missedSince.keySet().retainAll(missed.stream().map(Peer::incarnation).toList());
        return missed.stream()
                .filter(peer -> now - missedSince.computeIfAbsent(peer.incarnation(), incarnation -> now) >= graceNanos)
                .toList();
    }
}
