package dev.muster.jpa;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;

final class LoggingMeshListener implements MeshListener {

    static final MeshListener INSTANCE = new LoggingMeshListener();

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private LoggingMeshListener() {}

    @Override
    public void linkUp(Peer peer, long durationMillis, String security) {
        LOG.log(Level.INFO, MeshMessage.LINK_UP.text(peer, durationMillis, security));
    }

    @Override
    public void linkDown(Peer peer, boolean orderly, String reason) {
        if (orderly) {
            LOG.log(Level.INFO, MeshMessage.LINK_CLOSED.text(peer, reason));
        } else {
            LOG.log(Level.WARNING, MeshMessage.LINK_LOST.text(peer, reason));
        }
    }

    @Override
    public void unreachable(Peer peer, String reason) {
        LOG.log(Level.WARNING, MeshMessage.PEER_UNREACHABLE.text(peer, reason));
    }

    @Override
    public void refused(InetSocketAddress remote, long bytes, String reason) {
        String from = remote.getHostString() + ":" + remote.getPort();
        LOG.log(Level.WARNING, MeshMessage.CONNECTION_REFUSED.text(from, bytes, reason));
    }

    @Override
    public void foreign(Peer peer, String reason) {
        LOG.log(Level.WARNING, MeshMessage.FOREIGN_PEER.text(peer, reason));
    }
}
