package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.List;

/** Reads the frames of one link in one direction. Not thread-safe. */
public final class FrameDecoder {

    private static final int MAX_STREAMS = 10_000;

    private final List<String> types = new ArrayList<>();

    /**
     * Reads one frame and hands its contents on.
     *
     * @throws ProtocolException if it is not a frame of this protocol
     */
    public void decode(byte[] frame, FrameHandler handler) throws ProtocolException {
        decodePlain(Deflated.isOne(frame) ? Deflated.inflate(frame) : frame, handler);
    }

    private void decodePlain(byte[] frame, FrameHandler handler) throws ProtocolException {
        ByteReader in = new ByteReader(frame);
        int type = in.u8();
        switch (type) {
            case FrameType.SYNC -> handler.sync(mark(in), in.text(FrameEncoder.MAX_NAME_BYTES));
            case FrameType.HEARTBEAT -> handler.heartbeat(in.u64(), marks(in));
            case FrameType.HEARD -> handler.heard(in.u64(), marks(in));
            case FrameType.RESUME -> handler.resume(positions(in));
            case FrameType.TYPE_NAME -> typeName(in);
            case FrameType.EVICT -> evict(in, handler);
            case FrameType.GOODBYE -> handler.goodbye();
            case FrameType.REFUSED -> handler.refused(Refusal.decode(frame));
            default -> unknown(type);
        }
    }

    private static StreamMark mark(ByteReader in) throws ProtocolException {
        return new StreamMark(in.count(MAX_STREAMS), in.varint());
    }

    private static List<StreamMark> marks(ByteReader in) throws ProtocolException {
        int count = in.count(MAX_STREAMS);
        List<StreamMark> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marks.add(mark(in));
        }
        in.end();
        return marks;
    }

    private static List<Position> positions(ByteReader in) throws ProtocolException {
        int count = in.count(MAX_STREAMS);
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(new Position(in.text(FrameEncoder.MAX_NAME_BYTES), in.varint()));
        }
        in.end();
        return positions;
    }

    private void typeName(ByteReader in) throws ProtocolException {
        int number = in.count(FrameEncoder.MAX_TYPES);
        if (number != types.size() || number == FrameEncoder.MAX_TYPES) {
            throw new ProtocolException("entity type " + number + " out of turn");
        }
        types.add(in.text(FrameEncoder.MAX_NAME_BYTES));
        in.end();
    }

    private void evict(ByteReader in, FrameHandler handler) throws ProtocolException {
        StreamMark mark = mark(in);
        int flags = in.u8();
        Eviction eviction = eviction(in, (flags & FrameEncoder.EVERYTHING) != 0);
        handler.evict(mark, eviction, (flags & FrameEncoder.ACKNOWLEDGE) != 0);
    }

    private Eviction eviction(ByteReader in, boolean everything) throws ProtocolException {
        int count = in.count(FrameEncoder.MAX_TYPES);
        List<Eviction.OfType> ofTypes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ofTypes.add(ofType(in));
        }
        in.end();
        return new Eviction(ofTypes, everything);
    }

    private Eviction.OfType ofType(ByteReader in) throws ProtocolException {
        int number = in.count(FrameEncoder.MAX_TYPES);
        if (number >= types.size()) {
            throw new ProtocolException("entity type " + number + " that was never named");
        }
        String name = types.get(number);
        int kind = in.u8();
        return switch (kind) {
            case FrameEncoder.WHOLE_TYPE -> new Eviction.OfType(name, List.of(), true);
            case FrameEncoder.KEYS -> new Eviction.OfType(name, keys(in), false);
            case FrameEncoder.RUN -> new Eviction.OfType(name, NumberRun.read(in), false);
            default -> throw new ProtocolException("a type of kind " + kind);
        };
    }

    private static List<EntityKey> keys(ByteReader in) throws ProtocolException {
        int count = in.count(Eviction.MAX_KEYS_PER_TYPE);
        List<EntityKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(KeyCodec.read(in));
        }
        return keys;
    }

    private static void unknown(int type) throws ProtocolException {
        if (type < FrameType.FIRST_OPTIONAL) {
            throw new ProtocolException("a frame of type " + type);
        }
    }
}
