package dev.muster.jpa.internal.wire;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys that are all numbers of one class, as most are: sorted, the tag once, the first as it is and each further one as
 * the distance from the one before. The order of keys means nothing.
 */
final class NumberRun {

    private NumberRun() {}

    /** Whether the keys are such. */
    static boolean fits(List<EntityKey> keys) {
        if (keys.isEmpty()) {
            return false;
        }
        Class<?> type = keys.get(0).parts().get(0).getClass();
        if (type != Long.class && type != Integer.class && type != Short.class) {
            return false;
        }
        for (EntityKey key : keys) {
            if (key.parts().size() != 1 || key.parts().get(0).getClass() != type) {
                return false;
            }
        }
        return true;
    }

    static void write(ByteWriter out, List<EntityKey> keys) {
        long[] numbers = new long[keys.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Number) keys.get(i).parts().get(0)).longValue();
        }
        Arrays.sort(numbers);
        out.u8(tag(keys.get(0).parts().get(0))).varint(numbers.length).zigzag(numbers[0]);
        for (int i = 1; i < numbers.length; i++) {
            // May be more than a long holds: as 64 bits without a sign it is right.
            out.varint(numbers[i] - numbers[i - 1]);
        }
    }

    static List<EntityKey> read(ByteReader in) throws ProtocolException {
        int tag = in.u8();
        int count = in.count(Eviction.MAX_KEYS_PER_TYPE);
        if (count == 0) {
            throw new ProtocolException("a run of no numbers");
        }
        List<EntityKey> keys = new ArrayList<>();
        long number = in.zigzag();
        keys.add(EntityKey.of(KeyCodec.number(tag, number)));
        for (int i = 1; i < count; i++) {
            number += in.varint();
            keys.add(EntityKey.of(KeyCodec.number(tag, number)));
        }
        return keys;
    }

    private static int tag(Object number) {
        if (number instanceof Long) {
            return KeyCodec.LONG;
        }
        return number instanceof Integer ? KeyCodec.INT : KeyCodec.SHORT;
    }
}
