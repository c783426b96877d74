package dev.muster.jpa.openjpa;

import org.jspecify.annotations.Nullable;

/** Single attributes of an identity, as they travel and as they are here. */
final class KeyParts {

    private KeyParts() {}

    /** What travels for this value; itself if nothing is known that could. */
    static @Nullable Object toTravel(@Nullable Object value) {
        if (value instanceof Byte small) {
            return small.shortValue();
        }
        return value instanceof Character character ? character.toString() : value;
    }

    /**
     * A value that has travelled, as the attribute's type here.
     *
     * @throws ArithmeticException if it is too large for it
     * @throws ClassCastException if it is of another kind
     */
    static Object toLocal(Object value, Class<?> type) {
        if (value instanceof Number number) {
            return toLocal(number.longValue(), type);
        }
        boolean character = type == char.class || type == Character.class;
        return character ? (Object) ((String) value).charAt(0) : type.cast(value);
    }

    private static Object toLocal(long number, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number);
        }
        if (type == short.class || type == Short.class) {
            return (short) within(number, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) within(number, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type == long.class || type == Long.class || type == Object.class) {
            return number;
        }
        throw new ClassCastException("a number is no " + type.getName());
    }

    private static long within(long number, long least, long most) {
        if (number < least || number > most) {
            throw new ArithmeticException("too large: " + number);
        }
        return number;
    }
}
