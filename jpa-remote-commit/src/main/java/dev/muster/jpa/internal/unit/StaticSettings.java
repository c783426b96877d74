package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a persistence unit that names the other servers itself. Immutable; equal settings share a mesh. Secrets do
 * not show in {@link #toString}.
 *
 * @param cluster name of the cluster
 * @param addresses {@code host[:port]}, separated by semicolons or commas; may contain this server
 * @param bind address to listen on; empty for loopback or all, as the security allows
 * @param port port to listen on
 * @param secret shared secret, or empty
 * @param keyStore file of a key store, or empty
 * @param keyStorePassword its password, or empty
 */
public record StaticSettings(
        String cluster,
        String addresses,
        String bind,
        int port,
        String secret,
        String keyStore,
        String keyStorePassword) {

    /** Cluster of those who name none. */
    public static final String DEFAULT_CLUSTER = "static";

    private static final int MAX_PORT = 65535;

    /**
     * A port in decimal digits.
     *
     * @param key name of the setting, for the message
     * @throws MeshException if it is none
     */
    public static int port(String key, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw badPort(key, text);
        }
        throw badPort(key, text);
    }

    private static MeshException badPort(String key, String text) {
        String wanted = "a port from 1 to " + MAX_PORT;
        return new MeshException(MeshMessage.BAD_SETTING.text(key, text, "it is not a port", wanted));
    }

    /**
     * The configuration of the mesh.
     *
     * @throws MeshException if a value is not usable
     */
    MeshConfig meshConfig() {
        List<Peer> peers = peers();
        MeshSecurity security = security(peers);
        return MeshConfig.builder(cluster, serverName())
                .bindAddress(bindAddress(security))
                .ports(port, port)
                .security(security)
                .peers(() -> peers)
                .build();
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        for (String address : addresses.split("[;,]", -1)) {
            if (!address.isBlank()) {
                peers.add(Peer.at(parse(address.strip())));
            }
        }
        return List.copyOf(peers);
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
        String host = hasPort ? address.substring(0, colon) : address;
        int peerPort = hasPort ? port("port in addresses", address.substring(colon + 1)) : MeshConfig.DEFAULT_PORT;
        return InetSocketAddress.createUnresolved(host, peerPort);
    }

    private MeshSecurity security(List<Peer> peers) {
        if (!keyStore.isEmpty()) {
            return MeshSecurity.keyStore(Path.of(keyStore), keyStorePassword.toCharArray());
        }
        if (!secret.isEmpty()) {
            return MeshSecurity.sharedSecret(secret.toCharArray());
        }
        for (Peer peer : peers) {
            String host = peer.address().getHostString();
            if (!resolve("addresses", host).isLoopbackAddress()) {
                throw new MeshException(MeshMessage.PLAINTEXT_REFUSED.text(host));
            }
        }
        return MeshSecurity.loopbackOnly();
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
            return InetAddress.getLocalHost().getHostName() + ":" + port;
        } catch (UnknownHostException e) {
            return "port " + port;
        }
    }

    @Override
    public String toString() {
        return "cluster=" + cluster + ", addresses=" + addresses + ", port=" + port + ", secrets=****";
    }
}
