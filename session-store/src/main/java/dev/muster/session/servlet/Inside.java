package dev.muster.session.servlet;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of a server, looked into without its classes. Not thread-safe. */
final class Inside {

    private final @Nullable Object object;

    Inside(@Nullable Object object) {
        this.object = object;
    }

    /** Whether its class, or one that it extends, has a name that begins so. */
    boolean isOf(String name) {
        for (Class<?> type = type(); type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    boolean has(String getter) {
        return getter(getter).isPresent();
    }

    boolean hasField(String name) {
        return declared(name).isPresent();
    }

    Inside call(String getter) throws ReflectiveOperationException {
        Method method = getter(getter).orElseThrow(() -> new NoSuchMethodException(getter));
        method.setAccessible(true);
        return new Inside(method.invoke(object));
    }

    Inside field(String name) throws ReflectiveOperationException {
        Field field = declared(name).orElseThrow(() -> new NoSuchFieldException(name));
        field.setAccessible(true);
        return new Inside(field.get(object));
    }

    Object object() {
        return Objects.requireNonNull(object);
    }

    /** The elements of an array or collection. */
    Collection<?> values() {
        if (object == null) {
            return List.of();
        }
        return object instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) object;
    }

    private Class<?> type() {
        return object().getClass();
    }

    private Optional<Method> getter(String name) {
        for (Method method : type().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 0) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private Optional<Field> declared(String name) {
        for (Class<?> type = type(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }
}
