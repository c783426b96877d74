package dev.muster.extension.node;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.Registry;
import dev.muster.extension.security.ClusterTls;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshListener;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import dev.muster.jpa.RemoteCommits;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * The mesh of one incarnation of this server, and the persistence units that use it. Only loaded where the application has
 * muster-jpa. Thread-safe; whoever opened it closes it.
 */
final class MeshLink implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final int PORTS = 100;

    private final Mesh mesh;

    private MeshLink(Mesh mesh) {
        this.mesh = mesh;
    }

    static MeshLink open(NodeContext context, MembershipLog log) {
        int port = context.settings().integer(Setting.MESH_PORT).orElseThrow();
        Mesh mesh = Mesh.open(MeshConfig.builder(
                        context.clusterName(), context.identity().name())
                .identity(context.identity().serverId(), context.identity().incarnation())
                .bindAddress(context.meshAddress())
                .ports(port, Math.min(port + PORTS - 1, 65_535))
                .security(MeshSecurity.tls(
                        context.tls(), (certificate, peer) -> isOwner(context.registry(), certificate, peer)))
                .peers(() -> peers(context))
                .listener(new JoinListener(log, context.registry()))
                .staleness(context.settings().duration(Setting.JPA_STALENESS))
                .syncLimit(syncLimit(context.settings()))
                .build());
        RemoteCommits.bind(mesh);
        return new MeshLink(mesh);
    }

    private static Duration syncLimit(Settings settings) {
        return "sync".equals(settings.required(Setting.JPA_MODE))
                ? settings.duration(Setting.JPA_SYNC_TIMEOUT)
                : Duration.ZERO;
    }

    InetSocketAddress address() {
        return mesh.address();
    }

    void refreshPeers() {
        mesh.refreshPeers();
    }

    @Override
    public void close() {
        RemoteCommits.unbind(mesh);
        mesh.close();
    }

    /** The context trusts all live servers; a link is one server's. */
    private static boolean isOwner(Registry registry, X509Certificate certificate, Peer peer) {
        String shown = ClusterTls.fingerprint(certificate);
        return registry.members().stream()
                .anyMatch(member -> member.fingerprint().equals(shown)
                        && member.server().id() == peer.serverId()
                        && member.server().incarnation() == peer.incarnation());
    }

    private static List<Peer> peers(NodeContext context) {
        return context.registry().members().stream()
                .filter(member -> member.meshPort() > 0)
                .filter(member ->
                        member.server().incarnation() != context.identity().incarnation())
                .map(MeshLink::peer)
                .toList();
    }

    private static Peer peer(Member member) {
        return new Peer(
                member.server().name(),
                member.server().id(),
                member.server().incarnation(),
                new InetSocketAddress(member.meshAddress(), member.meshPort()));
    }

    /** The first link to a server is part of the line that says that it joined; the mesh's own log has the rest. */
    private record JoinListener(MembershipLog log, Registry registry) implements MeshListener {

        @Override
        public void linkUp(Peer peer, long durationMillis, String security) {
            log.linkUp(peer.incarnation(), peer.name(), durationMillis, security);
        }

        @Override
        public void linkDown(Peer peer, boolean orderly, String reason) {
            if (orderly) {
                refresh();
            }
            MeshListener.logging().linkDown(peer, orderly, reason);
        }

        @Override
        public void unreachable(Peer peer, String reason) {
            refresh();
            if (registry.live(peer.serverId(), peer.incarnation()).isPresent()) {
                log.linkMissing(peer.incarnation());
                MeshListener.logging().unreachable(peer, reason);
            }
        }

        @Override
        public void refused(InetSocketAddress remote, long bytes, String reason) {
            MeshListener.logging().refused(remote, bytes, reason);
        }

        @Override
        public void foreign(Peer peer, String reason) {
            MeshListener.logging().foreign(peer, reason);
        }

        /** One that says goodbye has left the registry: nobody needs to call it, nor wait for the next renewal. */
        private void refresh() {
            try {
                registry.refresh();
            } catch (MusterException e) {
                LOG.log(Level.DEBUG, "the next renewal reads the registry", e);
            }
        }
    }
}
