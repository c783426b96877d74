package dev.muster.session.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;

/** Believes a length only as far as there are bytes, so that a broken one cannot exhaust the memory. */
final class BoundedInput extends Input {

    BoundedInput(byte[] bytes) {
        super(bytes);
    }

    @Override
    public int readVarInt(boolean optimizePositive) {
        return checked(super.readVarInt(optimizePositive), optimizePositive);
    }

    @Override
    public int readVarIntFlag(boolean optimizePositive) {
        return checked(super.readVarIntFlag(optimizePositive), optimizePositive);
    }

    /** A number, not a length: years, for example. */
    @Override
    public int readInt(boolean optimizePositive) {
        return super.readVarInt(optimizePositive);
    }

    /** Lengths are written as positive numbers, each element takes a byte or more; ids are smaller still. */
    private int checked(int value, boolean isLength) {
        if (isLength && value > limit - position + SLACK) {
            throw new KryoException("a length of " + value + " where " + (limit - position) + " bytes are left");
        }
        return value;
    }

    /** Lengths count one more than there is, and class ids one or two. */
    private static final int SLACK = 64;
}
