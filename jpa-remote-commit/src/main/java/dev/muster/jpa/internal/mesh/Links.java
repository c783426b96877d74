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
import java.util.Optional;
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

    private static final int REMEMBERED_PEERS = 1000;

    private final Hello self;
    private final LocalUnits units;
    private final Exchange exchange;
    private final LinkEvents events;
    private final Counters counters;
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

    Links(
            Hello self,
            LocalUnits units,
            Exchange exchange,
            LinkEvents events,
            Counters counters,
            ThreadFactory threads) {
        this.counters = counters;

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
                exchange.supersede(present.state());
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
        Progress followed = progress.computeIfAbsent(remote.node(), node -> new Progress(remote));
        followed.left(false);
        followed.settled();
        PeerState state = new PeerState(peer(connection), System.nanoTime());
        Receiver receiver = new Receiver(followed, units, exchange, state, counters);
        Link link = new Link(connection, receiver, state, threads, this);
        links.put(remote.node(), link);
        exchange.add(state, followed.positions());
        return link;
    }

    private static Peer peer(Connection connection) {
        Hello remote = connection.remote();
        return new Peer(remote.name(), remote.serverId(), remote.incarnation(), connection.address());
    }

    private boolean isBetter(Connection candidate, Link current) {
        boolean sameDirection = candidate.connector() == current.connection().connector();
        boolean selfIsLower = Hello.ORDER.compare(self, candidate.remote()) < 0;
        return sameDirection || candidate.connector() == selfIsLower;
    }

    @Override
    public void linkEnded(Link link) {
        exchange.remove(link.state());
        boolean lastWord;
        boolean orderly;
        synchronized (this) {
            superseded.remove(link);
            // Of a link whose place another one takes, or is about to take, nobody need hear.
            lastWord = links.remove(link.remote().node(), link) && !link.duplicate();
            orderly = link.orderly() || closed;
            if (link.orderly()) {
                followed(link).left(true);
            } else if (lastWord && !orderly) {
                followed(link)
                        .owes(new Progress.Debt(
                                link.remote().node(), link.peer(), link.state().asOf(), System.nanoTime()));
            }
            if (lastWord) {
                told.remove(link.remote().node());
            }
        }
        if (!lastWord) {
            return;
        }
        events.down(link.peer(), orderly, link.endReason());
    }

    private Progress followed(Link link) {
        return progress.computeIfAbsent(link.remote().node(), node -> new Progress(link.remote()));
    }

    /** What lost peers owe us. */
    synchronized List<Progress.Debt> debts() {
        return progress.values().stream()
                .flatMap(followed -> followed.debt().stream())
                .toList();
    }

    /** Peers that were lost before this time will not be waited for any longer. */
    void writeOff(long time) {
        for (Progress.Debt debt : debts()) {
            if (debt.since() - time <= 0) {
                gone(debt.node(), debt.peer());
            }
        }
    }

    /**
     * A peer that could not be heard is not alive any more and did not say goodbye: empties what it could have changed since
     * it was heard last, which may be in the caches even if they were emptied meanwhile.
     */
    void gone(@Nullable UUID node, Peer peer) {
        String reason = peer + " is gone and did not say goodbye";
        Optional<Progress> followed = followed(node, peer);
        followed.ifPresent(Progress::settled);
        followed.map(Progress::units)
                .ifPresentOrElse(
                        names -> names.forEach(unit -> units.empty(unit, reason)), () -> units.emptyAll(reason));
    }

    private synchronized Optional<Progress> followed(@Nullable UUID node, Peer peer) {
        return progress.values().stream()
                .filter(followed -> isSame(followed.peer(), node, peer))
                .findAny();
    }

    /** Whether this peer has said goodbye. */
    synchronized boolean hasLeft(@Nullable UUID node, Peer peer) {
        return progress.values().stream()
                .anyMatch(followed -> followed.hasLeft() && isSame(followed.peer(), node, peer));
    }

    /** The link to this peer, if one is up. */
    synchronized Optional<Link> to(@Nullable UUID node, Peer peer) {
        return links.values().stream()
                .filter(link -> isSame(link.remote(), node, peer))
                .findAny();
    }

    /** By its node if that is known, else by server id and incarnation. */
    private static boolean isSame(Hello hello, @Nullable UUID node, Peer peer) {
        return hello.node().equals(node)
                || (peer.introduced()
                        && hello.serverId() == peer.serverId()
                        && hello.incarnation() == peer.incarnation());
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
