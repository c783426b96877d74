package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshListener;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a persistence unit that names the other servers itself. Immutable; equal settings share a mesh. Secrets do
 * not show in {@link #toString}.
 *
 * @param cluster name of the cluster
 * @param addresses {@code host[:port]} or {@code host:first-last}, separated by semicolons or commas; may contain this server
 * @param bind address to listen on; empty for loopback or all, as the security allows
 * @param ports port to listen on, or several to try; an address without a port stands for each of several
 * @param protection of the links
 * @param staleness how old cached states may get
 */
public record StaticSettings(
        String cluster, String addresses, String bind, PortRange ports, Protection protection, Duration staleness) {

    /** How old cached states may get with those who do not say. */
    public static final Duration DEFAULT_STALENESS = Duration.ofSeconds(5);

    /** Cluster of those who name none. */
    public static final String DEFAULT_CLUSTER = "static";

    /**
     * What a unit says; the links are protected by what it names or else by what this server's system properties or
     * environment name.
     *
     * @throws MeshException if a file with the secret cannot be read
     */
    public static StaticSettings of(
            String cluster,
            String addresses,
            String bind,
            PortRange ports,
            String secret,
            String keyStore,
            String keyStorePassword,
            Duration staleness) {
        Protection given = new Protection(secret, keyStore, keyStorePassword);
        return new StaticSettings(
                cluster, addresses, bind, ports, given.or(System.getProperties(), System.getenv()), staleness);
    }

    /**
     * The configuration of the mesh.
     *
     * @throws MeshException if a value is not usable
     */
    MeshConfig meshConfig() {
        List<Peer> peers = peers();
        MeshSecurity security = protection.security();
        if (security instanceof MeshSecurity.LoopbackOnly) {
            requireLoopback(peers);
        }
        MeshListener log = MeshListener.logging();
        return MeshConfig.builder(cluster, serverName())
                .bindAddress(bindAddress(security))
                .ports(ports.first(), ports.last())
                .security(security)
                .staleness(staleness)
                .peers(() -> peers)
                .listener(ports.isRange() ? new GuessedPeers(ports, log) : log)
                .build();
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        for (String address : addresses.split("[;,]", -1)) {
            if (!address.isBlank()) {
                addPeers(address.strip(), peers);
            }
        }
        return List.copyOf(peers);
    }

    private void addPeers(String address, List<Peer> peers) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
        String host = hasPort ? address.substring(0, colon) : address;
        PortRange at = hasPort ? PortRange.parse("port in addresses", address.substring(colon + 1)) : unnamedPorts();
        for (int port : at.ports()) {
            peers.add(Peer.at(InetSocketAddress.createUnresolved(host, port)));
        }
    }

    private PortRange unnamedPorts() {
        return ports.isRange() ? ports : new PortRange(MeshConfig.DEFAULT_PORT, MeshConfig.DEFAULT_PORT);
    }

    private static void requireLoopback(List<Peer> peers) {
        for (Peer peer : peers) {
            String host = peer.address().getHostString();
            if (!resolve("addresses", host).isLoopbackAddress()) {
                throw new MeshException(MeshMessage.PLAINTEXT_REFUSED.text(host));
            }
        }
    }

    private InetAddress bindAddress(MeshSecurity security) {
        if (!bind.isEmpty()) {
            return resolve("bind address", bind);
        }
        return security instanceof MeshSecurity.LoopbackOnly
                ? InetAddress.getLoopbackAddress()
                : new InetSocketAddress(0).getAddress();
    }

    private static InetAddress resolve(String key, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            String why = "the host is not known";
            throw new MeshException(MeshMessage.BAD_SETTING.text(key, host, why, "a name or an address"), e);
        }
    }

    private String serverName() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + ports;
        } catch (UnknownHostException e) {
            return "port " + ports;
        }
    }

    @Override
    public String toString() {
        return "cluster=" + cluster + ", addresses=" + addresses + ", port=" + ports + ", " + protection;
    }
}
