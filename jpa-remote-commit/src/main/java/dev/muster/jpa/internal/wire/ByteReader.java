package dev.muster.jpa.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} writes, and trusts none of it. Not thread-safe. */
public final class ByteReader {

    private final byte[] bytes;
    private int position;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int u8() throws ProtocolException {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public int u16() throws ProtocolException {
        return u8() << 8 | u8();
    }

    public int u32() throws ProtocolException {
        return u16() << 16 | u16();
    }

    public long u64() throws ProtocolException {
        return (long) u32() << 32 | (u32() & 0xFFFFFFFFL);
    }

    public long varint() throws ProtocolException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new ProtocolException("a number of more than ten bytes");
    }

    /** A varint that counts something of which at most this much is allowed. */
    public int count(int max) throws ProtocolException {
        long value = varint();
        if (value < 0 || value > max) {
            throw new ProtocolException("a count of " + value + " where at most " + max + " is allowed");
        }
        return (int) value;
    }

    public long zigzag() throws ProtocolException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public byte[] bytes(int max) throws ProtocolException {
        return raw(count(max));
    }

    public byte[] raw(int length) throws ProtocolException {
        need(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    public String text(int maxBytes) throws ProtocolException {
        byte[] utf8 = bytes(maxBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("a text that is not UTF-8");
        }
    }

    /** Bytes not read yet. */
    public int remaining() {
        return bytes.length - position;
    }

    /** Nothing may follow. */
    public void end() throws ProtocolException {
        if (remaining() > 0) {
            throw new ProtocolException(remaining() + " bytes after the end of a frame");
        }
    }

    private void need(int length) throws ProtocolException {
        if (remaining() < length) {
            throw new ProtocolException("a frame that ends too early");
        }
    }
}
