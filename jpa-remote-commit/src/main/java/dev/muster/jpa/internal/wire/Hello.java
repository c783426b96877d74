package dev.muster.jpa.internal.wire;

import java.util.Comparator;
import java.util.UUID;

/**
 * How a server introduces itself, after authentication. Immutable.
 *
 * @param node random id of the mesh instance; tells a restart from a reconnect, and a call to oneself
 * @param cluster name of the cluster
 * @param name name of the server
 * @param serverId server id
 * @param incarnation number of the server's start
 * @param role what it is
 * @param versions which versions of everything after the introduction it speaks
 */
public record Hello(
        UUID node, String cluster, String name, int serverId, long incarnation, Role role, Versions versions) {

    private static final int MAGIC = 0x4D757374;
    private static final int MAX_NAME_BYTES = 1000;
    private static final int SERVER = 0;
    private static final int PROBE = 1;

    /** The order that decides which of two links between a pair stays: that of the lower one. */
    public static final Comparator<Hello> ORDER = Comparator.comparingInt(Hello::serverId)
            .thenComparingLong(Hello::incarnation)
            .thenComparing(Hello::name)
            .thenComparing(Hello::node);

    /** A server that speaks what this software speaks. */
    public Hello(UUID node, String cluster, String name, int serverId, long incarnation) {
        this(node, cluster, name, serverId, incarnation, Role.SERVER, Versions.OURS);
    }

    /** As a frame. */
    public byte[] encode() {
        return new ByteWriter()
                .u8(FrameType.HELLO)
                .u32(MAGIC)
                .u16(versions.lowest())
                .u16(versions.highest())
                .u64(node.getMostSignificantBits())
                .u64(node.getLeastSignificantBits())
                .text(cluster)
                .text(name)
                .u32(serverId)
                .u64(incarnation)
                .u8(role == Role.PROBE ? PROBE : SERVER)
                .toByteArray();
    }

    /** From a frame. What follows the known fields is left to later versions. */
    public static Hello decode(byte[] frame) throws ProtocolException {
        ByteReader in = new ByteReader(frame);
        if (in.u8() != FrameType.HELLO || in.u32() != MAGIC) {
            throw new ProtocolException("no HELLO where one is due");
        }
        Versions versions = new Versions(in.u16(), in.u16());
        UUID node = new UUID(in.u64(), in.u64());
        String cluster = in.text(MAX_NAME_BYTES);
        String name = in.text(MAX_NAME_BYTES);
        return new Hello(node, cluster, name, in.u32(), in.u64(), role(in.u8()), versions);
    }

    private static Role role(int code) throws ProtocolException {
        return switch (code) {
            case SERVER -> Role.SERVER;
            case PROBE -> Role.PROBE;
            default -> throw new ProtocolException("role " + code + " that nobody has");
        };
    }

    /** What introduces itself. */
    public enum Role {
        /** Sends and receives commits. */
        SERVER,
        /** Asks how the links of a server are, and is told no commits. */
        PROBE
    }

    /**
     * A range of protocol versions. Two sides speak the highest that both know.
     *
     * @param lowest the oldest
     * @param highest the newest
     */
    public record Versions(int lowest, int highest) {

        /** What this software speaks. */
        public static final Versions OURS = new Versions(1, 1);

        /** Whether there is a version that both speak. */
        public boolean overlap(Versions other) {
            return lowest <= other.highest && other.lowest <= highest;
        }

        @Override
        public String toString() {
            return lowest == highest ? "version " + highest : "versions " + lowest + " to " + highest;
        }
    }
}
