package dev.muster.jpa.internal.mesh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last commits of one stream, for peers whose link was cut for a while. Bounded by weight. Not thread-safe. */
final class ReplayRing {

    private final int capacity;
    private final Deque<Outbox.Commit> commits = new ArrayDeque<>();
    private int weight;

    /**
     * @param capacity largest total weight of kept commits
     */
    ReplayRing(int capacity) {
        this.capacity = capacity;
    }

    /** Keeps the commit, which follows directly on the last one. */
    void add(Outbox.Commit commit) {
        commits.addLast(commit);
        weight += commit.weight();
        while (weight > capacity) {
            weight -= commits.removeFirst().weight();
        }
    }

    /** Something happened that cannot be told again. */
    void clear() {
        commits.clear();
        weight = 0;
    }

    /**
     * What came after this sequence, or empty if not all of it is here.
     *
     * @param last sequence of the stream's last commit
     */
    Optional<List<Outbox.Commit>> between(long sequence, long last) {
        long missing = last - sequence;
        if (missing < 0 || missing > commits.size()) {
            return Optional.empty();
        }
        return Optional.of(commits.stream().skip(commits.size() - missing).toList());
    }
}
