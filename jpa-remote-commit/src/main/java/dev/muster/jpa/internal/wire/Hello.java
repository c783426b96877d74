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
 */
public record Hello(UUID node, String cluster, String name, int serverId, long incarnation) {

    /** Version of everything after the handshake. */
    public static final int VERSION = 1;

    private static final int MAGIC = 0x4D757374;
    private static final int MAX_NAME_BYTES = 1000;

    /** The order that decides which of two links between a pair stays: that of the lower one. */
    public static final Comparator<Hello> ORDER = Comparator.comparingInt(Hello::serverId)
            .thenComparingLong(Hello::incarnation)
            .thenComparing(Hello::name)
            .thenComparing(Hello::node);

    /** As a frame. */
    public byte[] encode() {
        return new ByteWriter()
                .u8(FrameType.HELLO)
                .u32(MAGIC)
                .u16(VERSION)
                .u64(node.getMostSignificantBits())
                .u64(node.getLeastSignificantBits())
                .text(cluster)
                .text(name)
                .u32(serverId)
                .u64(incarnation)
                .toByteArray();
    }

    /** From a frame. What follows the known fields is left to later versions. */
    public static Hello decode(byte[] frame) throws ProtocolException {
        ByteReader in = new ByteReader(frame);
        if (in.u8() != FrameType.HELLO || in.u32() != MAGIC) {
            throw new ProtocolException("no HELLO where one is due");
        }
        int version = in.u16();
        if (version != VERSION) {
            throw new ProtocolException("protocol version " + version + ", this server speaks " + VERSION);
        }
        UUID node = new UUID(in.u64(), in.u64());
        return new Hello(node, in.text(MAX_NAME_BYTES), in.text(MAX_NAME_BYTES), in.u32(), in.u64());
    }
}
