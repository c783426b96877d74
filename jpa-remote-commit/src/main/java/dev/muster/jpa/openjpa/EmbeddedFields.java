package dev.muster.jpa.openjpa;

import java.lang.reflect.Constructor;
import org.apache.openjpa.enhance.Reflection;
import org.apache.openjpa.meta.AccessCode;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.meta.FieldMetaData;
import org.jspecify.annotations.Nullable;

/** Reads and makes embeddable identities by reflection: it cannot be told whether they are enhanced. */
final class EmbeddedFields {

    private EmbeddedFields() {}

    static @Nullable Object get(@Nullable Object embedded, FieldMetaData field) {
        if (embedded == null) {
            return null;
        }
        Class<?> type = embedded.getClass();
        return AccessCode.isField(field.getAccessType())
                ? Reflection.get(embedded, Reflection.findField(type, field.getName(), true))
                : Reflection.get(embedded, Reflection.findGetter(type, field.getName(), true));
    }

    static void set(Object embedded, FieldMetaData field, @Nullable Object value) {
        Class<?> type = embedded.getClass();
        if (AccessCode.isField(field.getAccessType())) {
            Reflection.set(embedded, Reflection.findField(type, field.getName(), true), value);
        } else {
            Reflection.set(embedded, Reflection.findSetter(type, field.getName(), true), value);
        }
    }

    static Object newInstance(ClassMetaData embedded) {
        try {
            Constructor<?> constructor = embedded.getDescribedType().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("an identity that cannot be made: " + embedded, e);
        }
    }
}
