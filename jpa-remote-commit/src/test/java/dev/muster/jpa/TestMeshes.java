package dev.muster.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Meshes on loopback that know each other; all are closed at the end. */
public final class TestMeshes implements AutoCloseable {

    private final MeshSecurity security;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Mesh> meshes = new ArrayList<>();

    public TestMeshes(MeshSecurity security) {
        this.security = security;
    }

    /** Opens a mesh and tells the others of it. */
    public Mesh open(String name, int serverId, long incarnation) {
        return open(name, serverId, incarnation, builder -> builder);
    }

    /** Opens a mesh with settings of its own and tells the others of it. */
    public Mesh open(String name, int serverId, long incarnation, UnaryOperator<MeshConfig.Builder> settings) {
        MeshConfig.Builder builder = MeshConfig.builder("test", name)
                .identity(serverId, incarnation)
                .ports(0, 0)
                .security(security)
                .heartbeat(Duration.ofMillis(200))
                .staleness(Duration.ofSeconds(3))
                .peers(() -> peers);
        Mesh mesh = Mesh.open(settings.apply(builder).build());
        meshes.add(mesh);
        announce(new Peer(name, serverId, incarnation, mesh.address()));
        return mesh;
    }

    /** Tells all meshes of a peer. */
    public void announce(Peer peer) {
        peers.removeIf(known -> known.name().equals(peer.name()));
        peers.add(peer);
        meshes.forEach(Mesh::refreshPeers);
    }

    /** Waits until the mesh has this many links and misses none. */
    public static void awaitLinks(Mesh mesh, int count) throws InterruptedException {
        Await.until(
                count + " links: " + mesh.links(),
                () -> up(mesh) == count && mesh.links().size() == count);
    }

    /** Number of links that are up. */
    public static long up(Mesh mesh) {
        return mesh.links().stream().filter(LinkStatus::up).count();
    }

    @Override
    public void close() {
        meshes.forEach(Mesh::close);
    }
}
