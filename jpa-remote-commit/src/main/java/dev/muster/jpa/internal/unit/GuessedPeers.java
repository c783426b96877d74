package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshListener;
import dev.muster.jpa.Peer;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;

/**
 * Listens to a mesh whose peers may be at any port of a range: that nobody is at most of these ports, or another
 * application, is as it should be, and no matter for the log. Thread-safe.
 */
final class GuessedPeers implements MeshListener {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final PortRange ports;
    private final MeshListener log;

    GuessedPeers(PortRange ports, MeshListener log) {
        this.ports = ports;
        this.log = log;
    }

    @Override
    public void linkUp(Peer peer, long durationMillis, String security) {
        log.linkUp(peer, durationMillis, security);
    }

    @Override
    public void linkDown(Peer peer, boolean orderly, String reason) {
        log.linkDown(peer, orderly, reason);
    }

    @Override
    public void unreachable(Peer peer, String reason) {
        int port = peer.address().getPort();
        if (port < ports.first() || port > ports.last()) {
            log.unreachable(peer, reason);
        } else {
            LOG.log(Level.DEBUG, "nobody of this application at {0} ({1})", peer, reason);
        }
    }

    @Override
    public void refused(InetSocketAddress remote, long bytes, String reason) {
        log.refused(remote, bytes, reason);
    }

    @Override
    public void foreign(Peer peer, String reason) {
        LOG.log(Level.DEBUG, "{0} looked for its own application here ({1})", peer, reason);
    }
}
