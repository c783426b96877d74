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

    /** Says how far all streams have got. */
    public byte[] heartbeat(List<StreamMark> marks) {
        ByteWriter out = new ByteWriter().u8(FrameType.HEARTBEAT).varint(marks.size());
        marks.forEach(mark -> out.varint(mark.stream()).varint(mark.sequence()));
        return out.toByteArray();
    }

    /** Says that this side leaves. */
    public byte[] goodbye() {
        return new byte[] {FrameType.GOODBYE};
    }

    /** One commit: the names of types that are new on this link, then the eviction. */
    public List<byte[]> evict(StreamMark mark, Eviction eviction) {
        List<byte[]> frames = new ArrayList<>();
        if (!nameTypes(eviction, frames)) {
            frames.add(encode(mark, Eviction.EVERYTHING));
            return frames;
        }
        byte[] full = encode(mark, eviction);
        byte[] small = full.length <= MAX_FRAME ? full : encode(mark, eviction.withoutKeys());
        frames.add(small.length <= MAX_FRAME ? small : encode(mark, Eviction.EVERYTHING));
        return frames;
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

    private byte[] encode(StreamMark mark, Eviction eviction) {
        ByteWriter out = new ByteWriter()
                .u8(FrameType.EVICT)
                .varint(mark.stream())
                .varint(mark.sequence())
                .u8(eviction.everything() ? 1 : 0)
                .varint(eviction.types().size());
        for (Eviction.OfType type : eviction.types()) {
            int number = Objects.requireNonNull(types.get(type.entityType()), "named before");
            out.varint(number).u8(type.all() ? 1 : 0).varint(type.keys().size());
            type.keys().forEach(key -> KeyCodec.write(out, key));
        }
        return out.toByteArray();
    }
}
