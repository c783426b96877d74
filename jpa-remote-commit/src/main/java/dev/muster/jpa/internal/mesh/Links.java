package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The links that are up, at most one per peer instance.
 *
 * <p>If two servers call each other at once, both apply the same rule: the connection opened by the lower of the two
 * (server id, incarnation, name, node) stays. Of two in the same direction the later stays: the caller has lost the
 * earlier one. Thread-safe.
 */
final class Links implements Link.Ended {

    private static final int OUTBOX_CAPACITY = 100_000;
    private static final int REMEMBERED_PEERS = 1000;

    private final Hello self;
    private final LocalUnits units;
    private final Exchange exchange;
    private final LinkEvents events;
    private final ThreadFactory threads;
    private final Map<UUID, Link> links = new HashMap<>();
    private final Map<UUID, Progress> progress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Progress> eldest) {
            return size() > REMEMBERED_PEERS;
        }
    };
    private final Set<Link> superseded = new HashSet<>();
    private final Set<UUID> told = new HashSet<>();
    private boolean closed;

    Links(Hello self, LocalUnits units, Exchange exchange, LinkEvents events, ThreadFactory threads) {
        this.self = self;
        this.units = units;
        this.exchange = exchange;
        this.events = events;
        this.threads = threads;
    }

    /** Makes a link of the connection, or refuses and closes it. */
    void add(Connection connection) {
        Link link;
        boolean first;
        synchronized (this) {
            UUID node = connection.remote().node();
            @Nullable Link present = links.get(node);
            link = closed || (present != null && !isBetter(connection, present)) ? null : newLink(connection);
            first = link != null && told.add(node);
            if (link != null && present != null) {
                superseded.add(present);
                exchange.supersede(present);
            }
        }
        if (link == null) {
            connection.refuse(new Refusal(true, "another link is up"));
            return;
        }
        if (first) {
            events.up(link.peer(), connection);
        }
        link.start();
    }

    private Link newLink(Connection connection) {
        Hello remote = connection.remote();
        Progress followed = progress.computeIfAbsent(remote.node(), node -> new Progress());
        followed.left(false);
        Receiver receiver = new Receiver("'" + remote.name() + "'", followed, units);
        Link link = new Link(connection, receiver, new Outbox(OUTBOX_CAPACITY), threads, this);
        links.put(remote.node(), link);
        exchange.add(link);
        return link;
    }

    private boolean isBetter(Connection candidate, Link current) {
        boolean sameDirection = candidate.connector() == current.connection().connector();
        boolean selfIsLower = Hello.ORDER.compare(self, candidate.remote()) < 0;
        return sameDirection || candidate.connector() == selfIsLower;
    }

    @Override
    public void linkEnded(Link link) {
        exchange.remove(link);
        boolean lastWord;
        boolean orderly;
        synchronized (this) {
            superseded.remove(link);
            // Of a link whose place another one takes, or is about to take, nobody need hear.
            lastWord = links.remove(link.remote().node(), link) && !link.duplicate();
            orderly = link.orderly() || closed;
            if (link.orderly()) {
                progress.computeIfAbsent(link.remote().node(), node -> new Progress())
                        .left(true);
            }
            if (lastWord) {
                told.remove(link.remote().node());
            }
        }
        if (!lastWord) {
            return;
        }
        if (!orderly) {
            units.emptyAll("link to '" + link.remote().name() + "' lost");
        }
        events.down(link.peer(), orderly, link.endReason());
    }

    /** Whether this peer instance has said goodbye. */
    synchronized boolean hasLeft(@Nullable UUID node) {
        @Nullable Progress followed = node == null ? null : progress.get(node);
        return followed != null && followed.hasLeft();
    }

    /** Whether a link to this peer is up, by its node if that is known, else by server id and incarnation. */
    synchronized boolean isUp(@Nullable UUID node, Peer peer) {
        if (node != null && links.containsKey(node)) {
            return true;
        }
        return peer.introduced()
                && links.values().stream()
                        .map(Link::remote)
                        .anyMatch(remote ->
                                remote.serverId() == peer.serverId() && remote.incarnation() == peer.incarnation());
    }

    /** A copy of the present links. */
    synchronized List<Link> all() {
        return List.copyOf(links.values());
    }

    private synchronized List<Link> allWithSuperseded() {
        List<Link> all = new ArrayList<>(links.values());
        all.addAll(superseded);
        return all;
    }

    /** Says goodbye on all links and waits until they are gone; takes no new ones from now on. */
    void close(long deadlineNanos) throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        exchange.goodbye();
        for (Link link : allWithSuperseded()) {
            link.awaitEnd(deadlineNanos);
        }
    }

    /** Cuts links whose peer is silent, or takes nothing, for too long. */
    void cutStale(long stalenessNanos) {
        for (Link link : allWithSuperseded()) {
            if (link.silence() > stalenessNanos) {
                link.cut("silent for " + TimeUnit.NANOSECONDS.toMillis(link.silence()) + " ms");
            } else if (link.writeStall() > stalenessNanos) {
                link.cut("it took nothing for " + TimeUnit.NANOSECONDS.toMillis(link.writeStall()) + " ms");
            }
        }
    }
}
