package dev.muster.extension.node;

import dev.muster.extension.ExtensionMessage;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.server.Cluster;
import dev.muster.server.Server;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Logs who comes and goes, one line each. Where there is a mesh, the line of one that comes waits until the link to it is
 * up, or is known not to come up. Thread-safe.
 */
final class MembershipLog implements MembershipListener {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private final Supplier<Cluster> cluster;
    private final boolean hasMesh;
    private final Map<Long, Server> waiting = new HashMap<>();
    private final Map<Long, String> links = new HashMap<>();

    MembershipLog(Supplier<Cluster> cluster, boolean hasMesh) {
        this.cluster = cluster;
        this.hasMesh = hasMesh;
    }

    @Override
    public synchronized void joined(Server server) {
        String link = links.get(server.incarnation());
        if (!hasMesh || link != null) {
            log(server, link == null ? "" : link);
        } else {
            waiting.put(server.incarnation(), server);
        }
    }

    @Override
    public synchronized void left(Server server, boolean orderly) {
        linkMissing(server.incarnation());
        links.remove(server.incarnation());
        LOG.log(
                orderly ? Level.INFO : Level.WARNING,
                ExtensionMessage.PEER_LEFT.text(
                        cluster.get().name(),
                        server.id(),
                        server.name(),
                        orderly ? "in good order" : "its lease ran out, or another took its place",
                        servers()));
    }

    /** The link to this incarnation is up. */
    synchronized void linkUp(long incarnation, String name, long millis, String security) {
        String link = "; mesh to %s up in %d ms (%s, certificate pinned)".formatted(name, millis, security);
        links.put(incarnation, link);
        Server server = waiting.remove(incarnation);
        if (server != null) {
            log(server, link);
        }
    }

    /** The link to this incarnation does not come up for now; the mesh says why. */
    synchronized void linkMissing(long incarnation) {
        Server server = waiting.remove(incarnation);
        if (server != null) {
            log(server, "");
        }
    }

    private void log(Server server, String link) {
        LOG.log(
                Level.INFO,
                ExtensionMessage.PEER_JOINED.text(cluster.get().name(), server.id(), server.name(), servers(), link));
    }

    private String servers() {
        int count = cluster.get().servers().size();
        return count == 1 ? "1 server" : count + " servers";
    }
}
