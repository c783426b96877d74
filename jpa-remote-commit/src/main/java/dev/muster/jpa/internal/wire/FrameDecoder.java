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
        ByteReader in = new ByteReader(frame);
        int type = in.u8();
        switch (type) {
            case FrameType.SYNC -> handler.sync(mark(in), in.text(FrameEncoder.MAX_NAME_BYTES));
            case FrameType.HEARTBEAT -> heartbeat(in, handler);
            case FrameType.TYPE_NAME -> typeName(in);
            case FrameType.EVICT -> handler.evict(mark(in), eviction(in));
            case FrameType.GOODBYE -> handler.goodbye();
            case FrameType.REFUSED -> handler.refused(Refusal.decode(frame));
            default -> unknown(type);
        }
    }

    private static StreamMark mark(ByteReader in) throws ProtocolException {
        return new StreamMark(in.count(MAX_STREAMS), in.varint());
    }

    private static void heartbeat(ByteReader in, FrameHandler handler) throws ProtocolException {
        int count = in.count(MAX_STREAMS);
        List<StreamMark> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marks.add(mark(in));
        }
        in.end();
        handler.heartbeat(marks);
    }

    private void typeName(ByteReader in) throws ProtocolException {
        int number = in.count(FrameEncoder.MAX_TYPES);
        if (number != types.size() || number == FrameEncoder.MAX_TYPES) {
            throw new ProtocolException("entity type " + number + " out of turn");
        }
        types.add(in.text(FrameEncoder.MAX_NAME_BYTES));
        in.end();
    }

    private Eviction eviction(ByteReader in) throws ProtocolException {
        boolean everything = in.u8() == 1;
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
        boolean all = in.u8() == 1;
        int count = in.count(Eviction.MAX_KEYS_PER_TYPE);
        List<EntityKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(KeyCodec.read(in));
        }
        return new Eviction.OfType(types.get(number), keys, all);
    }

    private static void unknown(int type) throws ProtocolException {
        if (type < FrameType.FIRST_OPTIONAL) {
            throw new ProtocolException("a frame of type " + type);
        }
    }
}
