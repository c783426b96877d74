package dev.muster.jpa;

import dev.muster.jpa.internal.mesh.MeshNode;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * This server's end of the links that carry remote commits: one listener, and one duplex link to each peer.
 *
 * <p>Open it with {@link #open}, then hand it to {@link RemoteCommits#bind}. Whoever opened it closes it. Thread-safe.
 */
public interface Mesh extends AutoCloseable {

    /**
     * Starts to listen and to call the peers. Returns as soon as the listener is bound; links come up later.
     *
     * @throws MeshException if no port of the range is free, or if the security does not fit the addresses
     */
    static Mesh open(MeshConfig config) {
        return MeshNode.open(config);
    }

    /** The address the listener is bound to, with the port that was found free. */
    InetSocketAddress address();

    /** One entry per link that is up, and per peer that is tried. */
    List<LinkStatus> links();

    /** Number of incoming connections that were refused since the mesh was opened. */
    long refusedConnections();

    /** A sum since the mesh was opened. */
    long count(MeshCounter counter);

    /** The peers changed: asks the supplier of peers again now and calls the new ones at once. Does not block. */
    void refreshPeers();

    /**
     * Writes what is queued, says goodbye to every peer, closes all links and ends all threads of this mesh. Bounded: a
     * peer that does not read is cut off after about a second. Repeated calls do nothing.
     */
    @Override
    void close();
}
