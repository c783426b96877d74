package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.StreamMark;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every commit its sequence and puts it into the outbox of every peer.
 *
 * <p>A peer joins in two steps: first it is asked where it wants to go on, then it gets what it missed, if that is still
 * known, and from there on each commit. One lock guards the sequences and the list of peers, so that every outbox sees
 * the same order. Nothing under the lock waits. Thread-safe.
 */
final class Exchange {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Counters counters;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final List<PeerState> peers = new ArrayList<>();
    private final Set<PeerState> joining = new HashSet<>();
    private final Acknowledgements acknowledgements = new Acknowledgements();

    Exchange(Counters counters) {
        this.counters = counters;
    }

    /** A unit is connected. A gap in its sequence stands for the commits nobody was told of before. */
    synchronized void open(String unit) {
        Stream stream = streams.computeIfAbsent(unit, name -> new Stream(streams.size(), name));
        stream.skip();
        for (PeerState peer : peers) {
            put(peer, stream.sync());
        }
    }

    /** A commit of a unit that was opened. Waits for the peers if the delivery says so. */
    void publish(String unit, Eviction eviction, Delivery delivery) {
        Outbox.Commit commit;
        List<PeerState> told;
        synchronized (this) {
            @Nullable Stream stream = streams.get(unit);
            if (stream == null) {
                return;
            }
            commit = stream.next(eviction, delivery.isSync());
            peers.forEach(peer -> put(peer, commit));
            told = delivery.isSync() ? List.copyOf(peers) : List.of();
        }
        counters.increment(MeshCounter.COMMITS);
        if (delivery.isSync()) {
            await(unit, told, commit, delivery);
        }
    }

    private void await(String unit, List<PeerState> told, Outbox.Commit commit, Delivery delivery) {
        if (acknowledgements.await(told, commit.mark(), delivery.limit().toNanos())) {
            return;
        }
        counters.increment(MeshCounter.SYNC_TIMEOUTS);
        long millis = delivery.limit().toMillis();
        LOG.log(Level.WARNING, MeshMessage.SYNC_TIMEOUT.text(unit, millis, late(told, commit)));
    }

    private static String late(List<PeerState> told, Outbox.Commit commit) {
        return told.stream()
                .filter(peer -> !peer.hasFollowed(commit.mark()))
                .map(peer -> peer.peer().toString())
                .toList()
                .toString();
    }

    /** A link is up; tells the peer how far we have followed its streams. */
    synchronized void add(PeerState peer, List<Position> followed) {
        peer.outbox().offer(new Outbox.Resume(followed));
        joining.add(peer);
    }

    /** The peer has followed our streams this far: it gets what it missed, or is told that it missed something. */
    synchronized void resume(PeerState peer, List<Position> followed) {
        if (!joining.remove(peer)) {
            return;
        }
        Map<String, Long> sequences = new LinkedHashMap<>();
        followed.forEach(position -> sequences.put(position.unit(), position.sequence()));
        for (Stream stream : streams.values()) {
            List<Outbox.Commit> missed = stream.since(sequences.get(stream.unit));
            put(peer, missed == null ? stream.sync() : stream.syncBefore(missed.size()));
            if (missed != null) {
                missed.forEach(commit -> put(peer, commit));
                peer.replayed().addAndGet(missed.size());
                counters.add(MeshCounter.REPLAYED, missed.size());
            }
        }
        peers.add(peer);
    }

    /** A peer has answered. */
    void heard(PeerState peer, long stamp, List<StreamMark> marks) {
        peer.heard(stamp, marks, System.nanoTime());
        acknowledgements.changed();
    }

    /** Another link has taken the place of this one: what is queued here is of no use any more. */
    synchronized void supersede(PeerState peer) {
        forget(peer);
        peer.outbox().finish(new Outbox.Superseded());
    }

    /** A link has ended. */
    synchronized void remove(PeerState peer) {
        forget(peer);
        peer.end();
        acknowledgements.changed();
    }

    private void forget(PeerState peer) {
        peers.remove(peer);
        joining.remove(peer);
    }

    /** Tells all peers how far all streams have got, and asks them to answer. */
    synchronized void heartbeat(long stamp) {
        Outbox.Item item = new Outbox.Heartbeat(
                stamp, streams.values().stream().map(Stream::mark).toList());
        for (PeerState peer : peers) {
            put(peer, item);
        }
    }

    /** The last word to all peers. */
    synchronized void goodbye() {
        peers.forEach(peer -> peer.outbox().end(new Outbox.Goodbye()));
        joining.forEach(peer -> peer.outbox().end(new Outbox.Goodbye()));
    }

    /** Commits that this peer has not said to have followed. */
    synchronized long lag(PeerState peer) {
        return streams.values().stream()
                .mapToLong(stream -> stream.sequence - peer.followed(stream.number))
                .sum();
    }

    private void put(PeerState peer, Outbox.Item item) {
        if (peer.outbox().offer(item)) {
            return;
        }
        // The position of each stream is ahead of what the peer has: it finds the gap and empties its caches.
        int dropped = peer.outbox()
                .replace(streams.values().stream().map(Stream::sync).toList());
        peer.overflows().incrementAndGet();
        counters.increment(MeshCounter.OVERFLOWS);
        LOG.log(Level.WARNING, MeshMessage.QUEUE_OVERFLOW.text(peer.peer(), dropped));
    }

    private static final class Stream {

        /** Some ten seconds of a busy server, or about 5 MB of keys. */
        private static final int REPLAY_CAPACITY = 50_000;

        private final int number;
        private final String unit;
        private final ReplayRing ring = new ReplayRing(REPLAY_CAPACITY);
        private long sequence;

        Stream(int number, String unit) {
            this.number = number;
            this.unit = unit;
        }

        void skip() {
            sequence++;
            ring.clear();
        }

        Outbox.Commit next(Eviction eviction, boolean acknowledge) {
            sequence++;
            Outbox.Commit commit = new Outbox.Commit(mark(), eviction, acknowledge);
            ring.add(commit);
            return commit;
        }

        @Nullable List<Outbox.Commit> since(@Nullable Long followed) {
            return followed == null
                    ? null
                    : Optional.of(followed)
                            .flatMap(from -> ring.between(from, sequence))
                            .orElse(null);
        }

        StreamMark mark() {
            return new StreamMark(number, sequence);
        }

        Outbox.Item sync() {
            return new Outbox.Sync(mark(), unit);
        }

        Outbox.Item syncBefore(int commits) {
            return new Outbox.Sync(new StreamMark(number, sequence - commits), unit);
        }
    }
}
