package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.StreamMark;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every commit its sequence and puts it into the outbox of every link.
 *
 * <p>One lock guards the sequences and the list of links, so that every outbox sees the same order: what a link gets
 * first is the position of all streams, then each commit after it. Nothing under the lock waits. Thread-safe.
 */
final class Exchange {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    /** A unit is connected. A gap in its sequence stands for the commits nobody was told of before. */
    synchronized void open(String unit) {
        Stream stream = streams.computeIfAbsent(unit, name -> new Stream(streams.size(), name));
        stream.sequence++;
        for (Link link : links) {
            put(link, stream.sync());
        }
    }

    /** A commit of a unit that was opened. */
    synchronized void publish(String unit, Eviction eviction) {
        Stream stream = streams.get(unit);
        if (stream == null) {
            return;
        }
        stream.sequence++;
        Outbox.Item item = new Outbox.Commit(stream.mark(), eviction);
        for (Link link : links) {
            put(link, item);
        }
    }

    /** A link is up. */
    synchronized void add(Link link) {
        link.outbox().replace(syncs());
        links.add(link);
    }

    /** Another link has taken the place of this one: what is queued here is of no use any more. */
    synchronized void supersede(Link link) {
        links.remove(link);
        link.outbox().replace(List.of(new Outbox.Superseded()));
    }

    /** A link has ended. */
    synchronized void remove(Link link) {
        links.remove(link);
    }

    /** Tells all peers how far all streams have got. */
    synchronized void heartbeat() {
        Outbox.Item item =
                new Outbox.Heartbeat(streams.values().stream().map(Stream::mark).toList());
        for (Link link : links) {
            put(link, item);
        }
    }

    /** The last word to all peers. */
    synchronized void goodbye() {
        for (Link link : links) {
            put(link, new Outbox.Goodbye());
        }
    }

    private void put(Link link, Outbox.Item item) {
        if (link.outbox().offer(item)) {
            return;
        }
        // The position of each stream is ahead of what the peer has: it finds the gap and empties its caches.
        List<Outbox.Item> instead = new ArrayList<>(syncs());
        if (item instanceof Outbox.Goodbye) {
            instead.add(item);
        }
        int dropped = link.outbox().replace(instead);
        LOG.log(Level.WARNING, MeshMessage.QUEUE_OVERFLOW.text(link.peer(), dropped));
    }

    private List<Outbox.Item> syncs() {
        return streams.values().stream().map(Stream::sync).toList();
    }

    private static final class Stream {

        private final int number;
        private final String unit;
        private long sequence;

        Stream(int number, String unit) {
            this.number = number;
            this.unit = unit;
        }

        StreamMark mark() {
            return new StreamMark(number, sequence);
        }

        Outbox.Item sync() {
            return new Outbox.Sync(mark(), unit);
        }
    }
}
