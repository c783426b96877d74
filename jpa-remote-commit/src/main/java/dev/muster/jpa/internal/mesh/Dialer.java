package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.Handshake;
import dev.muster.jpa.internal.link.RefusedException;
import dev.muster.jpa.internal.wire.Hello;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the peers to which no link is up, again and again. Thread-safe. */
final class Dialer {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");
    private static final Duration PEERS_INTERVAL = Duration.ofSeconds(1);

    private final MeshConfig config;
    private final Hello self;
    private final Handshake handshake;
    private final Links links;
    private final LinkEvents events;
    private final ExecutorService workers;
    private final Thread thread;
    private final long lingerNanos;
    private final Map<InetSocketAddress, Target> targets = new LinkedHashMap<>();
    private final Semaphore wakeUp = new Semaphore(0);
    private long peersReadAt;
    private boolean refresh = true;
    private boolean closed;

    Dialer(
            MeshConfig config,
            Hello self,
            Handshake handshake,
            Links links,
            LinkEvents events,
            ExecutorService workers,
            ThreadFactory threads) {
        this.config = config;
        this.self = self;
        this.handshake = handshake;
        this.links = links;
        this.events = events;
        this.workers = workers;
        lingerNanos = Target.LINGER * config.staleness().toNanos();
        thread = threads.newThread(this::dialUntilClosed);
    }

    void start() {
        thread.start();
    }

    /** Asks for the peers again now. */
    synchronized void refresh() {
        refresh = true;
        wakeUp.release();
    }

    void close(long millis) throws InterruptedException {
        synchronized (this) {
            closed = true;
            wakeUp.release();
        }
        if (Thread.currentThread() != thread) {
            thread.join(millis);
        }
    }

    /** The peers that are tried and to which no link is up. */
    synchronized List<LinkStatus> missing() {
        return targets.values().stream()
                .filter(target -> !target.self && link(target).isEmpty())
                .map(target -> LinkStatus.down(target.peer))
                .toList();
    }

    private Optional<Link> link(Target target) {
        return links.to(target.node, target.peer);
    }

    /** The peers that should be alive and to which no link is up: they may commit what we cannot hear of. */
    synchronized List<Target> suspects() {
        return targets.values().stream().filter(this::isMissed).toList();
    }

    private boolean isMissed(Target target) {
        return target.isSuspect() && link(target).isEmpty() && !links.hasLeft(target.node, target.peer);
    }

    private void dialUntilClosed() {
        try {
            while (!isClosed()) {
                if (isRefreshDue()) {
                    readPeers();
                }
                dialDue();
                pause();
            }
        } catch (InterruptedException e) {
            // The mesh closes.
            return;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean isRefreshDue() {
        long now = System.nanoTime();
        if (!refresh && now - peersReadAt < PEERS_INTERVAL.toNanos()) {
            return false;
        }
        refresh = false;
        peersReadAt = now;
        return true;
    }

    private void pause() throws InterruptedException {
        if (wakeUp.tryAcquire(Target.FIRST_DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUp.drainPermits();
        }
    }

    private void readPeers() {
        try {
            // Asked outside the lock: the supplier may be slow.
            merge(config.peers().get()).forEach(target -> links.gone(target.node, target.peer));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.PEERS_UNKNOWN.text(e), e);
        }
    }

    /** Returns the peers of which nobody speaks any more, and which did not say goodbye. */
    private synchronized List<Target> merge(Collection<Peer> peers) {
        long now = System.nanoTime();
        Map<InetSocketAddress, Target> wanted = new LinkedHashMap<>();
        for (Peer peer : peers) {
            if (peer.serverId() == self.serverId() && peer.incarnation() == self.incarnation() && peer.introduced()) {
                continue;
            }
            Target known = targets.get(peer.address());
            Target target = known != null && known.peer.equals(peer) ? known : newTarget(peer);
            target.listed(now);
            wanted.put(peer.address(), target);
        }
        // One that is listed no more is not gone: its lease may have run out while it lives and commits.
        targets.forEach((address, target) -> {
            if (!target.isForgotten(now, lingerNanos) && !links.hasLeft(target.node, target.peer)) {
                wanted.putIfAbsent(address, target);
            }
        });
        List<Target> gone = targets.values().stream()
                .filter(target -> !wanted.containsValue(target) && isMissed(target))
                .toList();
        targets.clear();
        targets.putAll(wanted);
        return gone;
    }

    private Target newTarget(Peer peer) {
        boolean lower = peer.introduced()
                && (peer.serverId() < self.serverId()
                        || (peer.serverId() == self.serverId() && peer.incarnation() < self.incarnation()));
        // The lower one calls first, so that the two do not meet half-way.
        return new Target(peer, lower ? config.heartbeat() : Duration.ZERO);
    }

    private synchronized void dialDue() {
        long now = System.nanoTime();
        for (Target target : targets.values()) {
            Optional<Link> link = link(target);
            if (link.isPresent()) {
                target.linked(now, link.get().state().asOf());
            } else if (!closed && target.isDue(now)) {
                dialSoon(target);
            }
        }
    }

    private void dialSoon(Target target) {
        target.dialing = true;
        try {
            workers.execute(() -> dial(target));
        } catch (RejectedExecutionException e) {
            target.dialing = false;
        }
    }

    private void dial(Target target) {
        try {
            InetSocketAddress address = target.peer.address();
            // A host name is looked up anew each time.
            InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
            Connection connection = handshake.connect(resolved);
            met(target, connection.remote());
            links.add(connection);
            tried(target, false);
        } catch (RefusedException e) {
            refused(target, e);
        } catch (IOException e) {
            throw new IllegalStateException("handshakes end with a refusal or a connection", e);
        }
    }

    private void met(Target target, Hello remote) {
        @Nullable UUID before = introduced(target, remote);
        if (before != null && !before.equals(remote.node())) {
            links.gone(before, target.peer);
        }
    }

    private synchronized @Nullable UUID introduced(Target target, Hello remote) {
        @Nullable UUID before = target.node;
        target.node = remote.node();
        target.self = remote.node().equals(self.node());
        return before;
    }

    private void tried(Target target, boolean nobodyListens) {
        if (nobodyListens && isMissed(target)) {
            // Before it counts as dead: from then on nothing keeps the caches from being used.
            links.gone(target.node, target.peer);
        }
        synchronized (this) {
            target.dead = nobodyListens;
            target.tried(System.nanoTime());
        }
    }

    private void refused(Target target, RefusedException e) {
        Hello remote = e.remote();
        if (remote != null) {
            met(target, remote);
        }
        tried(target, isNobodyThere(e.getCause()));
        if (!e.duplicate() && firstTime(target)) {
            events.unreachable(target.peer, String.valueOf(e.getMessage()));
        }
    }

    /** The machine is there and says so; a connection that times out says nothing. */
    private static boolean isNobodyThere(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("refused");
    }

    private synchronized boolean firstTime(Target target) {
        boolean first = target.isWorthTelling() && !closed;
        target.told |= first;
        return first;
    }
}
