package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private final Hello peer;
    private boolean left;
    private @Nullable Debt debt;

    Progress(Hello peer) {
        this.peer = peer;
    }

    /** Whose streams they are. */
    Hello peer() {
        return peer;
    }

    /** The link has ended without a goodbye: what the peer did last may not have reached us. */
    synchronized void owes(Debt what) {
        debt = what;
    }

    /** A new link tells what is missing, or the caches were emptied. */
    synchronized void settled() {
        debt = null;
    }

    /** What the peer owes us, if its link is lost. */
    synchronized Optional<Debt> debt() {
        return Optional.ofNullable(debt);
    }

    /** The units of this peer that were followed. */
    synchronized List<String> units() {
        return List.copyOf(sequences.keySet());
    }

    /** How far each unit of this peer was followed. */
    synchronized List<Position> positions() {
        return sequences.entrySet().stream()
                .map(entry -> new Position(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** How far this unit was followed; 0 if not at all. */
    synchronized long position(String unit) {
        return sequences.getOrDefault(unit, 0L);
    }

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

    /**
     * What may be missing.
     *
     * @param node of who owes it
     * @param peer who owes it
     * @param asOf all that it did before that time has reached us
     * @param since when the link was lost
     */
    record Debt(UUID node, Peer peer, long asOf, long since) {}
}
