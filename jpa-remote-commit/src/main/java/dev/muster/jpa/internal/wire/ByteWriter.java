package dev.muster.jpa.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the protocol's basic values into a growing array. Not thread-safe. */
public final class ByteWriter {

    private byte[] bytes = new byte[128];
    private int size;

    /** The lowest eight bits. */
    public ByteWriter u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Two bytes, high first. */
    public ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    /** Four bytes, high first. */
    public ByteWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    /** Eight bytes, high first. */
    public ByteWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Seven bits per byte, low first; small values are short. */
    public ByteWriter varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    /** As {@link #varint}, with the sign in the lowest bit, so that small negative values are short too. */
    public ByteWriter zigzag(long value) {
        return varint((value << 1) ^ (value >> 63));
    }

    /** Length and bytes. */
    public ByteWriter bytes(byte[] value) {
        varint(value.length);
        return raw(value);
    }

    /** Bytes without a length. */
    public ByteWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** Length and UTF-8. */
    public ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes so far. */
    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
