package dev.muster.jpa.internal.wire;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a server tells a probe. Immutable.
 *
 * @param serverId of the server that answers
 * @param name of the server that answers
 * @param links to its peers
 */
public record Status(int serverId, String name, List<Line> links) {

    private static final int MAX_LINKS = 1000;
    private static final int MAX_TEXT_BYTES = 1000;

    public Status {
        links = List.copyOf(links);
    }

    /** What is true of these links now. */
    public static Status of(Hello self, List<LinkStatus> links) {
        return new Status(
                self.serverId(),
                self.name(),
                links.stream().limit(MAX_LINKS).map(Line::of).toList());
    }

    /** As a frame. */
    public byte[] encode() {
        ByteWriter out =
                new ByteWriter().u8(FrameType.STATUS).u32(serverId).text(name).varint(links.size());
        links.forEach(link -> link.write(out));
        return out.toByteArray();
    }

    /** From a frame. */
    public static Status decode(byte[] frame) throws ProtocolException {
        ByteReader in = new ByteReader(frame);
        if (in.u8() != FrameType.STATUS) {
            throw new ProtocolException("no STATUS where one is due");
        }
        int serverId = in.u32();
        String name = in.text(MAX_TEXT_BYTES);
        int count = in.count(MAX_LINKS);
        List<Line> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(Line.read(in));
        }
        return new Status(serverId, name, links);
    }

    /**
     * The link to one peer.
     *
     * @param peer who is at the other end
     * @param up whether it is up
     * @param security how it is protected
     * @param silence time since it was heard
     * @param roundTrip duration of the last answered heartbeat
     * @param asOf since when it may have done what was not heard
     * @param queued evictions that wait
     * @param lag commits not followed yet
     * @param counters sums since the link came up
     */
    public record Line(
            String peer,
            boolean up,
            String security,
            Duration silence,
            Duration roundTrip,
            Duration asOf,
            long queued,
            long lag,
            LinkStatus.Counters counters) {

        static Line of(LinkStatus link) {
            Peer peer = link.peer();
            return new Line(
                    peer.toString(),
                    link.up(),
                    link.security(),
                    link.silence(),
                    link.roundTrip(),
                    link.asOf(),
                    link.queued(),
                    link.lag(),
                    link.counters());
        }

        private void write(ByteWriter out) {
            out.text(peer)
                    .u8(up ? 1 : 0)
                    .text(security)
                    .varint(micros(silence))
                    .varint(micros(roundTrip))
                    .varint(micros(asOf))
                    .varint(queued)
                    .varint(lag)
                    .varint(counters.bytesSent())
                    .varint(counters.bytesReceived())
                    .varint(counters.replayed())
                    .varint(counters.overflows());
        }

        private static Line read(ByteReader in) throws ProtocolException {
            return new Line(
                    in.text(MAX_TEXT_BYTES),
                    in.u8() == 1,
                    in.text(MAX_TEXT_BYTES),
                    duration(in),
                    duration(in),
                    duration(in),
                    in.varint(),
                    in.varint(),
                    new LinkStatus.Counters(in.varint(), in.varint(), in.varint(), in.varint()));
        }

        private static long micros(Duration duration) {
            return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
        }

        private static Duration duration(ByteReader in) throws ProtocolException {
            return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(in.varint()));
        }
    }
}
