package dev.muster.extension.node;

import dev.muster.config.Settings;
import dev.muster.extension.address.ServerAddress;
import dev.muster.extension.room.LocalMoves;
import dev.muster.extension.room.LocalRooms;
import dev.muster.extension.room.Redirects;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.server.Cluster;
import dev.muster.server.ClusterName;
import dev.muster.server.Server;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerIdentity;
import dev.muster.server.ServerName;
import dev.muster.server.ServerState;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An application that is not in a cluster: no thread, no table, no port. */
public final class LocalNode implements Node {

    /** As far away as a count of milliseconds reaches. */
    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final ServerIdentity identity;
    private final Cluster cluster;
    private final RoomAllocator rooms;
    private final ServerControl control = new NoControl();
    private final Services services;

    /**
     * Makes it; nothing is started.
     *
     * @param contextPath of the application
     * @param listener is told when a room is opened
     */
    public LocalNode(Settings settings, String contextPath, ClassLoader application, NodeListener listener) {
        this.identity = new LocalIdentity(ServerName.of(settings), OwnClock::millis);
        Server self =
                server(identity, ServerAddress.of(settings, contextPath, application, InetAddress::getLoopbackAddress));
        this.cluster = new Alone(ClusterName.of(settings, contextPath), self);
        this.rooms = new LocalRooms(identity, cluster::self, Redirects.of(settings), OwnClock::millis, listener);
        this.services = Services.alone(identity, OwnClock.millis(), listener);
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public RoomAllocator rooms() {
        return rooms;
    }

    @Override
    public RoomMoves moves() {
        return new LocalMoves(rooms);
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
    public void close() {}

    private static Server server(ServerIdentity identity, ServerAddress address) {
        return new Server(
                identity.serverId(),
                identity.incarnation(),
                identity.name(),
                ServerState.ACTIVE,
                address.protocol(),
                address.address(),
                address.port(),
                address.path(),
                1,
                0,
                Set.of(),
                0,
                NEVER,
                Instant.ofEpochMilli(identity.incarnation()));
    }

    /** A cluster of one. */
    private record Alone(String name, Server self) implements Cluster {

        @Override
        public List<Server> servers() {
            return List.of(self);
        }
    }
}
