package dev.muster.jpa;

import java.net.InetSocketAddress;

/**
 * Is told what happens to the links of a mesh. Called on the mesh's own threads, one call at a time per link; must
 * return soon. What it throws is logged and otherwise ignored.
 */
public interface MeshListener {

    /** A listener that writes one coded log line per event. The default. */
    static MeshListener logging() {
        return LoggingMeshListener.INSTANCE;
    }

    /**
     * The link to a peer is up.
     *
     * @param peer the peer, introduced
     * @param durationMillis from the first byte to the end of the handshake, in milliseconds
     * @param security how the link is protected, for example {@code TLS 1.3}
     */
    default void linkUp(Peer peer, long durationMillis, String security) {}

    /**
     * The link to a peer is gone.
     *
     * @param peer the peer
     * @param orderly whether the peer said goodbye, so that nothing was missed
     * @param reason what ended the link
     */
    default void linkDown(Peer peer, boolean orderly, String reason) {}

    /** A peer could not be reached or refused us; told once until a link to it has been up. */
    default void unreachable(Peer peer, String reason) {}

    /**
     * An incoming connection was closed before it was authenticated. Told once for each remote host and reason; repeated
     * ones are counted in {@link Mesh#refusedConnections()}.
     *
     * @param remote where the connection came from
     * @param bytes number of bytes received before it was closed
     * @param reason why it was refused
     */
    default void refused(InetSocketAddress remote, long bytes, String reason) {}

    /** An authenticated caller is no peer of this mesh, for example because it names another cluster. Told once, as above. */
    default void foreign(Peer peer, String reason) {}
}
