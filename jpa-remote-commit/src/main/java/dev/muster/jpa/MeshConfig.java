package dev.muster.jpa;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a mesh needs to know. Immutable; made by {@link #builder}.
 *
 * @param cluster name of the cluster; servers of other clusters are refused
 * @param serverName name of this server, for the messages of its peers
 * @param serverId server id of this server; 0 where no one hands out ids
 * @param incarnation number of this start of the server, raised at each start
 * @param bindAddress where to listen
 * @param firstPort first port to try; 0 lets the system choose
 * @param lastPort last port to try
 * @param security how links are protected
 * @param peers the other servers, asked about once per second and on {@link Mesh#refreshPeers}; may contain this server
 *     itself; called on a thread of the mesh
 * @param listener is told what happens to the links
 * @param heartbeat time between two heartbeats on a link
 * @param staleness a peer that is silent for longer has its link cut, and the caches are emptied
 * @param handshakeTimeout limit for everything before a connection is a link, and for connecting
 * @param syncLimit longest time that commits wait for the peers; zero does not wait
 */
public record MeshConfig(
        String cluster,
        String serverName,
        int serverId,
        long incarnation,
        InetAddress bindAddress,
        int firstPort,
        int lastPort,
        MeshSecurity security,
        Supplier<? extends Collection<Peer>> peers,
        MeshListener listener,
        Duration heartbeat,
        Duration staleness,
        Duration handshakeTimeout,
        Duration syncLimit) {

    /** First port of the default range. */
    public static final int DEFAULT_PORT = 5636;

    /** Last port of the default range. */
    public static final int DEFAULT_LAST_PORT = 5735;

    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(1);

    public MeshConfig {
        requireName("cluster", cluster);
        requireName("server name", serverName);
        if (firstPort < 0 || lastPort > 65535 || lastPort < firstPort) {
            throw bad(
                    "port range",
                    firstPort + "-" + lastPort,
                    "it is not a range",
                    "ports from 1 to 65535, low to high");
        }
        if (heartbeat.toMillis() < 1 || staleness.compareTo(heartbeat.multipliedBy(2)) < 0) {
            String why = "it is less than two heartbeats of " + heartbeat;
            throw bad("staleness", staleness, why, "at least two heartbeats");
        }
    }

    /** Starts a configuration with server id 0, the time as incarnation, loopback, the default ports and no peers. */
    public static Builder builder(String cluster, String serverName) {
        return new Builder(cluster, serverName);
    }

    private static void requireName(String what, String value) {
        if (value.isBlank() || value.length() > 200) {
            throw bad(what, value, "it has " + value.length() + " characters", "1 to 200 characters");
        }
    }

    private static MeshException bad(String key, Object value, String why, String wanted) {
        return new MeshException(MeshMessage.BAD_SETTING.text("the mesh's " + key, value, why, wanted));
    }

    /** Collects the values of a {@link MeshConfig}. Not thread-safe. */
    public static final class Builder {

        private final String cluster;
        private final String serverName;
        private int serverId;
        private long incarnation = System.currentTimeMillis();
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private int firstPort = DEFAULT_PORT;
        private int lastPort = DEFAULT_LAST_PORT;
        private MeshSecurity security = MeshSecurity.loopbackOnly();
        private Supplier<? extends Collection<Peer>> peers = List::of;
        private MeshListener listener = MeshListener.logging();
        private @Nullable Duration heartbeat;
        private Duration staleness = Duration.ofSeconds(5);
        private Duration handshakeTimeout = Duration.ofSeconds(5);
        private Duration syncLimit = Duration.ZERO;

        private Builder(String cluster, String serverName) {
            this.cluster = cluster;
            this.serverName = serverName;
        }

        /** Server id and incarnation of this server; without a call 0 and the time of the start. */
        public Builder identity(int serverId, long incarnation) {
            this.serverId = serverId;
            this.incarnation = incarnation;
            return this;
        }

        /** Where to listen; loopback without a call. */
        public Builder bindAddress(InetAddress address) {
            this.bindAddress = address;
            return this;
        }

        /** Ports to try in this order; the first free one is taken. 0, 0 lets the system choose. */
        public Builder ports(int first, int last) {
            this.firstPort = first;
            this.lastPort = last;
            return this;
        }

        /** How links are protected; without a call not at all, and on loopback only. */
        public Builder security(MeshSecurity security) {
            this.security = security;
            return this;
        }

        /** The other servers. */
        public Builder peers(Supplier<? extends Collection<Peer>> peers) {
            this.peers = peers;
            return this;
        }

        /** Who is told about links; without a call, the log. */
        public Builder listener(MeshListener listener) {
            this.listener = listener;
            return this;
        }

        /** Time between heartbeats; without a call one second, or less where the staleness is short. */
        public Builder heartbeat(Duration heartbeat) {
            this.heartbeat = heartbeat;
            return this;
        }

        /** Longest silence of a peer that is accepted; five seconds without a call. */
        public Builder staleness(Duration staleness) {
            this.staleness = staleness;
            return this;
        }

        /** Limit for connecting and for the handshake; five seconds without a call. */
        public Builder handshakeTimeout(Duration timeout) {
            this.handshakeTimeout = timeout;
            return this;
        }

        /** Longest time that commits wait for the peers; without a call they do not wait. */
        public Builder syncLimit(Duration limit) {
            this.syncLimit = limit;
            return this;
        }

        /**
         * The finished configuration.
         *
         * @throws MeshException if a value is not usable
         */
        public MeshConfig build() {
            return new MeshConfig(
                    cluster,
                    serverName,
                    serverId,
                    incarnation,
                    bindAddress,
                    firstPort,
                    lastPort,
                    security,
                    peers,
                    listener,
                    heartbeat == null ? usualHeartbeat() : heartbeat,
                    staleness,
                    handshakeTimeout,
                    syncLimit);
        }

        private Duration usualHeartbeat() {
            Duration quarter = staleness.dividedBy(4);
            return quarter.compareTo(USUAL_HEARTBEAT) < 0 ? quarter : USUAL_HEARTBEAT;
        }
    }
}
