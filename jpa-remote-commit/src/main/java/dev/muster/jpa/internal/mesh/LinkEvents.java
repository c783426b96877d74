package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshListener;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.Peer;
import dev.muster.jpa.internal.link.Connection;
import dev.muster.jpa.internal.link.RefusedException;
import dev.muster.jpa.internal.wire.Hello;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells the listener, shields the mesh from it, and counts what need not be told again. Thread-safe. */
final class LinkEvents {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");
    private static final int REMEMBERED = 1000;

    private final MeshListener listener;
    private final Set<String> refusals = new HashSet<>();
    private final AtomicLong refused = new AtomicLong();

    LinkEvents(MeshListener listener) {
        this.listener = listener;
    }

    void up(Peer peer, Connection connection) {
        tell(() -> listener.linkUp(peer, connection.millis(), connection.security()));
    }

    void down(Peer peer, boolean orderly, String reason) {
        tell(() -> listener.linkDown(peer, orderly, reason));
    }

    void unreachable(Peer peer, String reason) {
        tell(() -> listener.unreachable(peer, reason));
    }

    void refused(InetSocketAddress remote, RefusedException refusal) {
        if (refusal.duplicate()) {
            return;
        }
        refused.incrementAndGet();
        String reason = String.valueOf(refusal.getMessage());
        if (!isNew(remote.getHostString() + " " + reason)) {
            return;
        }
        @Nullable Hello caller = refusal.remote();
        if (caller == null) {
            tell(() -> listener.refused(remote, refusal.bytes(), reason));
        } else {
            Peer peer = new Peer(caller.name(), caller.serverId(), caller.incarnation(), remote);
            tell(() -> listener.foreign(peer, reason));
        }
    }

    long refusedConnections() {
        return refused.get();
    }

    private synchronized boolean isNew(String refusal) {
        return refusals.size() < REMEMBERED && refusals.add(refusal);
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.LISTENER_FAILED.text(e), e);
        }
    }
}
