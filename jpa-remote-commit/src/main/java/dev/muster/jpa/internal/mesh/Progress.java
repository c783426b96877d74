package dev.muster.jpa.internal.mesh;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far we have followed the streams of one peer instance; outlives its links. Thread-safe. */
final class Progress {

    /** What a sequence means to the follower. */
    enum Step {
        /** The next one. */
        NEXT,
        /** Nothing new. */
        KNOWN,
        /** Something before it is missing. */
        GAP
    }

    private final Map<String, Long> sequences = new HashMap<>();
    private boolean left;

    /** The peer has said goodbye, or it is back. */
    synchronized void left(boolean hasLeft) {
        left = hasLeft;
    }

    /** Whether the last that was heard of the peer is its goodbye. */
    synchronized boolean hasLeft() {
        return left;
    }

    /** A commit with this sequence arrived. */
    synchronized Step commit(String unit, long sequence) {
        @Nullable Long last = sequences.get(unit);
        if (last != null && sequence <= last) {
            return Step.KNOWN;
        }
        sequences.put(unit, sequence);
        return last != null && sequence == last + 1 ? Step.NEXT : Step.GAP;
    }

    /** The peer says that the stream has got this far. */
    synchronized Step position(String unit, long sequence) {
        @Nullable Long last = sequences.get(unit);
        if (last != null && sequence <= last) {
            return Step.KNOWN;
        }
        sequences.put(unit, sequence);
        return Step.GAP;
    }
}
