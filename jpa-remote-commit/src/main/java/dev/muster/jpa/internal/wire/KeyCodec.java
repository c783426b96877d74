package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Entity keys on the wire: a tag, then the value. A key of several parts is a tag with the number of parts first. */
final class KeyCodec {

    static final int MAX_PARTS = 64;
    static final int MAX_PART_BYTES = 4096;

    static final int LONG = 1;
    static final int INT = 2;
    static final int SHORT = 3;
    private static final int STRING = 4;
    private static final int UUID_VALUE = 5;
    private static final int BYTES = 6;
    private static final int COMPOSITE = 7;

    private KeyCodec() {}

    static void write(ByteWriter out, EntityKey key) {
        List<Object> parts = key.parts();
        if (parts.size() != 1) {
            out.u8(COMPOSITE).varint(parts.size());
        }
        parts.forEach(part -> writePart(out, part));
    }

    private static void writePart(ByteWriter out, Object part) {
        if (part instanceof Long value) {
            out.u8(LONG).zigzag(value);
        } else if (part instanceof Integer value) {
            out.u8(INT).zigzag(value);
        } else if (part instanceof Short value) {
            out.u8(SHORT).zigzag(value);
        } else if (part instanceof String value) {
            out.u8(STRING).text(value);
        } else if (part instanceof UUID value) {
            out.u8(UUID_VALUE).u64(value.getMostSignificantBits()).u64(value.getLeastSignificantBits());
        } else if (part instanceof byte[] value) {
            out.u8(BYTES).bytes(value);
        } else {
            throw new IllegalArgumentException("no tag for a key of " + part.getClass());
        }
    }

    static EntityKey read(ByteReader in) throws ProtocolException {
        int tag = in.u8();
        if (tag != COMPOSITE) {
            return EntityKey.of(readPart(in, tag));
        }
        int count = in.count(MAX_PARTS);
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(readPart(in, in.u8()));
        }
        return new EntityKey(parts);
    }

    private static Object readPart(ByteReader in, int tag) throws ProtocolException {
        return switch (tag) {
            case LONG, INT, SHORT -> number(tag, in.zigzag());
            case STRING -> in.text(MAX_PART_BYTES);
            case UUID_VALUE -> new UUID(in.u64(), in.u64());
            case BYTES -> in.bytes(MAX_PART_BYTES);
            default -> throw new ProtocolException("a key with tag " + tag);
        };
    }

    /** The number as the class that the tag stands for. */
    static Object number(int tag, long value) throws ProtocolException {
        return switch (tag) {
            case LONG -> value;
            case INT -> (int) inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case SHORT -> (short) inRange(value, Short.MIN_VALUE, Short.MAX_VALUE);
            default -> throw new ProtocolException("a number with tag " + tag);
        };
    }

    private static long inRange(long value, long min, long max) throws ProtocolException {
        if (value < min || value > max) {
            throw new ProtocolException("a key part that does not fit its type");
        }
        return value;
    }
}
