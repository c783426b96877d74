package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the frames of one link in one direction; remembers which entity types the other side knows. Not thread-safe. */
public final class FrameEncoder {

    /** Longest frame on an established link. */
    public static final int MAX_FRAME = 1 << 20;

    static final int MAX_TYPES = 65_536;
    static final int MAX_NAME_BYTES = 2000;

    /** Flags of an eviction. */
    static final int EVERYTHING = 1;

    static final int ACKNOWLEDGE = 2;

    /** Kinds of what an eviction says of a type. */
    static final int KEYS = 0;

    static final int WHOLE_TYPE = 1;
    static final int RUN = 2;

    private final Map<String, Integer> types = new HashMap<>();

    /** Names a stream and says how far it has got. */
    public byte[] sync(StreamMark mark, String unit) {
        return new ByteWriter()
                .u8(FrameType.SYNC)
                .varint(mark.stream())
                .varint(mark.sequence())
                .text(unit)
                .toByteArray();
    }

    /** Says how far all streams have got; see {@link FrameHandler#heartbeat}. */
    public byte[] heartbeat(long stamp, List<StreamMark> marks) {
        return marks(FrameType.HEARTBEAT, stamp, marks);
    }

    /** Says how far streams have been followed; see {@link FrameHandler#heard}. */
    public byte[] heard(long stamp, List<StreamMark> marks) {
        return marks(FrameType.HEARD, stamp, marks);
    }

    private static byte[] marks(int type, long stamp, List<StreamMark> marks) {
        ByteWriter out = new ByteWriter().u8(type).u64(stamp).varint(marks.size());
        marks.forEach(mark -> out.varint(mark.stream()).varint(mark.sequence()));
        return out.toByteArray();
    }

    /** Says where to go on; see {@link FrameHandler#resume}. */
    public byte[] resume(List<Position> positions) {
        ByteWriter out = new ByteWriter().u8(FrameType.RESUME).varint(positions.size());
        positions.forEach(position -> out.text(position.unit()).varint(position.sequence()));
        return out.toByteArray();
    }

    /** Says that this side leaves. */
    public byte[] goodbye() {
        return new byte[] {FrameType.GOODBYE};
    }

    /** One commit: the names of types that are new on this link, then the eviction. */
    public List<byte[]> evict(StreamMark mark, Eviction eviction, boolean acknowledge) {
        List<byte[]> frames = new ArrayList<>();
        Eviction told = nameTypes(eviction, frames) ? eviction : Eviction.EVERYTHING;
        frames.add(Deflated.ifShorter(fitting(mark, told, acknowledge)));
        return frames;
    }

    private byte[] fitting(StreamMark mark, Eviction eviction, boolean acknowledge) {
        byte[] full = encode(mark, eviction, acknowledge);
        byte[] small = full.length <= MAX_FRAME ? full : encode(mark, eviction.withoutKeys(), acknowledge);
        return small.length <= MAX_FRAME ? small : encode(mark, Eviction.EVERYTHING, acknowledge);
    }

    private boolean nameTypes(Eviction eviction, List<byte[]> frames) {
        for (Eviction.OfType type : eviction.types()) {
            String name = type.entityType();
            if (types.containsKey(name)) {
                continue;
            }
            ByteWriter frame = new ByteWriter()
                    .u8(FrameType.TYPE_NAME)
                    .varint(types.size())
                    .text(name);
            if (types.size() == MAX_TYPES || frame.size() > MAX_NAME_BYTES) {
                return false;
            }
            types.put(name, types.size());
            frames.add(frame.toByteArray());
        }
        return true;
    }

    private byte[] encode(StreamMark mark, Eviction eviction, boolean acknowledge) {
        ByteWriter out = new ByteWriter()
                .u8(FrameType.EVICT)
                .varint(mark.stream())
                .varint(mark.sequence())
                .u8((eviction.everything() ? EVERYTHING : 0) | (acknowledge ? ACKNOWLEDGE : 0))
                .varint(eviction.types().size());
        eviction.types().forEach(type -> encode(out, type));
        return out.toByteArray();
    }

    private void encode(ByteWriter out, Eviction.OfType type) {
        out.varint(Objects.requireNonNull(types.get(type.entityType()), "named before"));
        if (type.all()) {
            out.u8(WHOLE_TYPE);
        } else if (NumberRun.fits(type.keys())) {
            NumberRun.write(out.u8(RUN), type.keys());
        } else {
            out.u8(KEYS).varint(type.keys().size());
            type.keys().forEach(key -> KeyCodec.write(out, key));
        }
    }
}
