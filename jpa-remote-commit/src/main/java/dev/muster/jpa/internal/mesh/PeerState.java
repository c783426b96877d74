package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits for one peer on one link, and what the peer has answered. Thread-safe. */
final class PeerState {

    /** Enough for a pause of seconds under load; about 10 MB of keys. */
    private static final int OUTBOX_CAPACITY = 100_000;

    private final Peer peer;
    private final Outbox outbox = new Outbox(OUTBOX_CAPACITY);
    private final Map<Integer, Long> followed = new ConcurrentHashMap<>();
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicLong overflows = new AtomicLong();
    private volatile long roundTripNanos;
    private volatile long asOf;
    private volatile boolean ended;

    /**
     * @param now time at which the link came up, on the clock of {@link System#nanoTime}
     */
    PeerState(Peer peer, long now) {
        this.peer = peer;
        asOf = now;
    }

    Peer peer() {
        return peer;
    }

    Outbox outbox() {
        return outbox;
    }

    /** The peer has followed our streams this far; with a stamp, it has told us all it did before that time. */
    void heard(long stamp, List<StreamMark> marks, long now) {
        marks.forEach(mark -> followed.merge(mark.stream(), mark.sequence(), Math::max));
        if (stamp != 0 && stamp - asOf > 0 && now - stamp >= 0) {
            roundTripNanos = now - stamp;
            asOf = stamp;
        }
    }

    /** Whether the peer has followed the stream to there, or will find out by itself because its link has ended. */
    boolean hasFollowed(StreamMark mark) {
        return ended || followed(mark.stream()) >= mark.sequence();
    }

    /** Sequence to which the peer has followed this stream of ours, as far as it has said. */
    long followed(int stream) {
        @Nullable Long sequence = followed.get(stream);
        return sequence == null ? 0 : sequence;
    }

    /** The peer will not answer any more. */
    void end() {
        ended = true;
    }

    /** All that the peer did before this time has reached us. On our clock, that of {@link System#nanoTime}. */
    long asOf() {
        return asOf;
    }

    /** Duration of the last heartbeat that was answered, in nanoseconds; 0 before the first. */
    long roundTripNanos() {
        return roundTripNanos;
    }

    AtomicLong replayed() {
        return replayed;
    }

    AtomicLong overflows() {
        return overflows;
    }
}
