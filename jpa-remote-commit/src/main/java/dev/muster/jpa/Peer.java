package dev.muster.jpa;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Another server of the cluster, as far as it is known. Immutable.
 *
 * @param name name of the server; empty if only the address is known yet
 * @param serverId server id, or {@link #UNKNOWN_ID} if only the address is known yet
 * @param incarnation incarnation, or 0 if only the address is known yet
 * @param address where its mesh listens; of a peer that called us, where it called from
 */
public record Peer(String name, int serverId, long incarnation, InetSocketAddress address) {

    /** Server id of a peer that has not introduced itself. */
    public static final int UNKNOWN_ID = -1;

    public Peer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** A peer of which only the address is known; it says who it is when a link to it comes up. */
    public static Peer at(InetSocketAddress address) {
        return new Peer("", UNKNOWN_ID, 0, address);
    }

    /** Whether name, server id and incarnation are known. */
    public boolean introduced() {
        return serverId != UNKNOWN_ID;
    }

    /** The name if known, and the address: for messages. */
    @Override
    public String toString() {
        String where = address.getHostString() + ":" + address.getPort();
        return name.isEmpty() ? where : "'" + name + "' at " + where;
    }
}
