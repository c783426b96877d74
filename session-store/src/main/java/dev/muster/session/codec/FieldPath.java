package dev.muster.session.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in a value an object of a given class is, so that a message can say {@code cart.lines[2].printer} instead of
 * the class alone. Looks only where it may: fields, arrays, collections and maps.
 */
final class FieldPath {

    private static final int MOST_OBJECTS = 100_000;

    private final String wanted;
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FieldPath(String wanted) {
        this.wanted = wanted;
    }

    /** The shortest path from a value to an object of the class; empty if none is found. */
    static Optional<String> to(String className, Object value) {
        FieldPath path = new FieldPath(className);
        path.visit("", value);
        return path.search();
    }

    private Optional<String> search() {
        for (Step step = open.poll(); step != null && seen.size() < MOST_OBJECTS; step = open.poll()) {
            if (step.object.getClass().getName().equals(wanted)) {
                return Optional.of(step.path).filter(path -> !path.isEmpty());
            }
            expand(step);
        }
        return Optional.empty();
    }

    private void expand(Step step) {
        if (step.object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit(step.path + ".keys", key);
                visit(step.path + "[" + nameOf(key) + "]", value);
            });
        } else if (step.object instanceof Iterable<?> elements) {
            int index = 0;
            for (Object element : elements) {
                visit(step.path + "[" + index++ + "]", element);
            }
        } else if (step.object.getClass().isArray()) {
            expandArray(step);
        }
        for (Class<?> type = step.object.getClass(); type != null; type = type.getSuperclass()) {
            expandFields(step, type);
        }
    }

    private void expandArray(Step step) {
        if (!step.object.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(step.object); i++) {
                visit(step.path + "[" + i + "]", Array.get(step.object, i));
            }
        }
    }

    private void expandFields(Step step, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            boolean stored = !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
            if (stored && !field.getType().isPrimitive()) {
                visit(step.path + "." + field.getName(), valueOf(field, step.object));
            }
        }
    }

    /** Null also for what the JDK keeps to itself. */
    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }

    private void visit(String path, @Nullable Object object) {
        if (object != null && seen.add(object)) {
            open.add(new Step(path, object));
        }
    }

    /** A key may hold what must not be shown, and may be long; its name is enough where it is short. */
    private static String nameOf(@Nullable Object key) {
        return key instanceof Number || key instanceof Enum<?> ? key.toString() : "…";
    }

    private record Step(String path, Object object) {}
}
