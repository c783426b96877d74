package dev.muster.session.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;

/**
 * Makes objects as an attacker does: past constructors and access checks, and past our writer, which would refuse them.
 * By reflection on the JDK's Unsafe, so that nothing has to be opened for the code under test.
 */
final class Forge {

    private static final Object UNSAFE = unsafe();

    private Forge() {}

    private static Object unsafe() {
        try {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object blank(String className) {
        try {
            Class<?> type = Class.forName(className);
            return UNSAFE.getClass().getMethod("allocateInstance", Class.class).invoke(UNSAFE, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T with(T object, String field, Object value) {
        try {
            long offset = (long) UNSAFE.getClass()
                    .getMethod("objectFieldOffset", Field.class)
                    .invoke(UNSAFE, find(object.getClass(), field));
            if (value instanceof Integer) {
                UNSAFE.getClass()
                        .getMethod("putInt", Object.class, long.class, int.class)
                        .invoke(UNSAFE, object, offset, value);
            } else {
                UNSAFE.getClass()
                        .getMethod("putObject", Object.class, long.class, Object.class)
                        .invoke(UNSAFE, object, offset, value);
            }
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return find(type.getSuperclass(), name);
        }
    }

    static byte[] bytes(Object payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(payload);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
