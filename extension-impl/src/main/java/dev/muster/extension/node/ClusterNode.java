package dev.muster.extension.node;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.ExtensionMessage;
import dev.muster.extension.address.RouteToDatabase;
import dev.muster.extension.address.ServerAddress;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.infinispan.CacheStatus;
import dev.muster.extension.registry.Candidate;
import dev.muster.extension.registry.ClusterPlace;
import dev.muster.extension.registry.LiveFingerprints;
import dev.muster.extension.registry.OrderTable;
import dev.muster.extension.registry.Tags;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.extension.security.ClusterTls;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.server.Cluster;
import dev.muster.server.ClusterName;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerIdentity;
import dev.muster.server.ServerName;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One server of a cluster, from its claim to its goodbye.
 *
 * <p>Order of the start: tables, agreement with the cluster, slot, mesh, rooms. Order of the end: slot, rooms, mesh; so the
 * goodbyes of Infinispan and the mesh find the others a registry in which this server has left. Thread-safe.
 */
public final class ClusterNode implements Node {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private final ClusterPlace place;
    private final ClusterMesh mesh;
    private final RoomService rooms;
    private final ServerControl control;
    private final Services services;

    private ClusterNode(
            ClusterPlace place, ClusterMesh mesh, RoomService rooms, ServerControl control, Services services) {
        this.control = control;
        this.place = place;
        this.mesh = mesh;
        this.rooms = rooms;
        this.services = services;
    }

    /**
     * Joins the cluster; may wait as long as a lease lasts.
     *
     * @param contextPath of the application
     * @param listener is told of everything; before all others of a fence
     * @param policy the application's own, if it has one
     * @throws MusterException if the server cannot join; nothing is left behind then
     */
    public static ClusterNode start(
            Settings settings,
            Database database,
            String contextPath,
            ClassLoader application,
            NodeListener listener,
            Optional<PlacementPolicy> policy) {
        Schema.prepare(database, settings.required(Setting.SCHEMA));
        String cluster = ClusterName.of(settings, contextPath);
        ClusterSecret secret = ClusterPlace.agree(settings, database, cluster);
        ClusterTls tls = ClusterTls.create();
        InetAddress meshAddress = meshAddress(settings, database);
        ServerAddress address = ServerAddress.of(settings, contextPath, application, () -> meshAddress);
        AtomicReference<Cluster> members = new AtomicReference<>();
        MembershipLog log = new MembershipLog(members::get, ClusterMesh.isPresent(application));
        ClusterMesh mesh = new ClusterMesh(log);
        ClusterPlace place = ClusterPlace.take(
                settings,
                database,
                cluster,
                candidate(settings, address, meshAddress, tls),
                application,
                List.of(listener, log, mesh));
        members.set(place);
        NodeContext context = new NodeContext(
                settings,
                application,
                cluster,
                database,
                place.identity(),
                place,
                place.registry(),
                secret,
                tls.context(new LiveFingerprints(place.registry(), System::nanoTime)),
                meshAddress);
        return complete(context, place, mesh, policy, listener);
    }

    @Override
    public ServerIdentity identity() {
        return place.identity();
    }

    @Override
    public Cluster cluster() {
        return place;
    }

    @Override
    public RoomAllocator rooms() {
        return rooms.allocator();
    }

    @Override
    public RoomMoves moves() {
        return rooms.moves();
    }

    @Override
    public ServerControl control() {
        return control;
    }

    @Override
    public Services services() {
        return services;
    }

    @Override
    public Optional<CacheStatus> roomCache() {
        return rooms.cache();
    }

    @Override
    public void close() {
        services.close();
        rooms.giveAway();
        place.close();
        rooms.close();
        mesh.close();
    }

    private static ClusterNode complete(
            NodeContext context,
            ClusterPlace place,
            ClusterMesh mesh,
            Optional<PlacementPolicy> policy,
            NodeListener listener) {
        try {
            Optional<InetSocketAddress> meshAt = mesh.open(context, place);
            OrderTable orders = new OrderTable(context.database(), context.clusterName(), context.registry());
            RoomService rooms = RoomService.start(context, orders, policy, listener);
            return complete(context, place, mesh, meshAt, rooms, orders, listener);
        } catch (RuntimeException e) {
            place.close();
            mesh.close();
            throw e;
        }
    }

    private static ClusterNode complete(
            NodeContext context,
            ClusterPlace place,
            ClusterMesh mesh,
            Optional<InetSocketAddress> meshAt,
            RoomService rooms,
            ServerControl control,
            NodeListener listener) {
        try {
            logJoined(context, meshAt);
            place.announce();
            return new ClusterNode(place, mesh, rooms, control, Services.start(context, listener));
        } catch (RuntimeException e) {
            rooms.close();
            throw e;
        }
    }

    private static Candidate candidate(
            Settings settings, ServerAddress address, InetAddress meshAddress, ClusterTls tls) {
        return new Candidate(
                ServerName.of(settings),
                settings.isConfigured(Setting.SERVER_NAME),
                settings.integer(Setting.MAX_SERVERS).orElseThrow(),
                settings.integer(Setting.SERVER_ID),
                address.protocol(),
                address.address(),
                address.port(),
                address.path(),
                settings.integer(Setting.SERVER_WEIGHT).orElseThrow(),
                settings.integer(Setting.SERVER_CAPACITY).orElse(0),
                Tags.parse(settings.text(Setting.SERVER_TAGS).orElse("")),
                meshAddress.getHostAddress(),
                tls.fingerprint(),
                SoftwareVersion.read());
    }

    private static InetAddress meshAddress(Settings settings, Database database) {
        Optional<String> configured = settings.text(Setting.MESH_ADDRESS);
        if (configured.isEmpty()) {
            return RouteToDatabase.localAddress(database);
        }
        try {
            return InetAddress.getByName(configured.get());
        } catch (UnknownHostException e) {
            throw new MusterException(
                    e,
                    ExtensionMessage.ADDRESS_UNKNOWN,
                    configured.get(),
                    "of " + Setting.MESH_ADDRESS.key(),
                    e.getMessage(),
                    "Give an address of this server.");
        }
    }

    private static void logJoined(NodeContext context, Optional<InetSocketAddress> mesh) {
        LOG.log(
                Level.INFO,
                ExtensionMessage.JOINED.text(
                        context.clusterName(),
                        context.identity().serverId(),
                        context.identity().name(),
                        context.identity().incarnation(),
                        SoftwareVersion.of(context.database()),
                        context.settings().required(Setting.SESSION_STORE),
                        context.settings().required(Setting.ROOMS),
                        mesh.map(at -> at.getAddress().getHostAddress() + ":" + at.getPort())
                                .orElse("none")));
    }
}
