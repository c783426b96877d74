package dev.muster.extension.node;

import dev.muster.extension.context.NodeContext;
import dev.muster.extension.registry.ClusterPlace;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.server.Server;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This server's end of the mesh over its incarnations: each has a mesh of its own. Does nothing where the application has
 * no muster-jpa. Thread-safe.
 */
final class ClusterMesh implements MembershipListener, AutoCloseable {

    private final MembershipLog log;
    private @Nullable NodeContext context;
    private @Nullable ClusterPlace place;
    private @Nullable MeshLink link;
    private boolean closed;

    ClusterMesh(MembershipLog log) {
        this.log = log;
    }

    static boolean isPresent(ClassLoader application) {
        try {
            Class.forName("dev.muster.jpa.Mesh", false, application);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Opens the mesh and tells the others where it is; returns where, if there is one. */
    synchronized Optional<InetSocketAddress> open(NodeContext context, ClusterPlace place) {
        this.context = context;
        this.place = place;
        return isPresent(context.application()) && !closed ? Optional.of(openLink(context, place)) : Optional.empty();
    }

    @Override
    public synchronized void joined(Server server) {
        if (link != null) {
            link.refreshPeers();
        }
    }

    @Override
    public synchronized void left(Server server, boolean orderly) {
        if (link != null) {
            link.refreshPeers();
        }
    }

    @Override
    public synchronized void regained(Server server) {
        if (link != null && context != null && place != null) {
            link.close();
            openLink(context, place);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (link != null) {
            link.close();
            link = null;
        }
    }

    private InetSocketAddress openLink(NodeContext context, ClusterPlace place) {
        MeshLink opened = MeshLink.open(context, log);
        link = opened;
        InetSocketAddress address = opened.address();
        place.publishMesh(address.getAddress().getHostAddress(), address.getPort());
        return address;
    }
}
