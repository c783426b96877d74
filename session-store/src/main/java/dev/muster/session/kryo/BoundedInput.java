package dev.muster.session.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;

/** Believes a length only as far as there are bytes, so that a broken one cannot exhaust the memory. */
final class BoundedInput extends Input {

    /** Lengths count one more than there is, and class ids some. */
    private static final int SLACK = 64;

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

    /**
     * Lengths, class ids and references to earlier objects are written as positive numbers. What has a length takes as many
     * bytes as that or more; an earlier object has taken one.
     */
    private int checked(int value, boolean isPositive) {
        int most = Math.max(limit - position, position) + SLACK;
        if (isPositive && value > most) {
            throw new KryoException("a length of " + value + " where at most " + most + " can be");
        }
        return value;
    }
}
