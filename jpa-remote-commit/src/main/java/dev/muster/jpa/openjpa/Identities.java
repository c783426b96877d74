package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.EntityKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.meta.FieldMetaData;
import org.apache.openjpa.util.ApplicationIds;
import org.apache.openjpa.util.Id;
import org.apache.openjpa.util.ObjectId;
import org.apache.openjpa.util.OpenJPAId;
import org.jspecify.annotations.Nullable;

/**
 * OpenJPA's object ids as keys that can travel, and back.
 *
 * <p>A key is the same whichever provider made it: its parts are the basic attributes of the identity, in alphabetical
 * order of their paths ({@code "id"}, or {@code "key.shelf"} and {@code "key.warehouse"}; the path of a related entity
 * goes on to the attributes of that entity's identity). Numbers are turned into the type of the attribute here.
 */
final class Identities {

    private Identities() {}

    /** The key of an object id, or null if it has parts that cannot travel. */
    static @Nullable EntityKey toKey(Object objectId, ClassMetaData metaData) {
        Map<String, @Nullable Object> parts = new TreeMap<>();
        addIdentity("", objectId, metaData, parts);
        return EntityKey.ofParts(new ArrayList<>(parts.values()));
    }

    private static void addIdentity(
            String path, @Nullable Object objectId, ClassMetaData metaData, Map<String, @Nullable Object> parts) {
        if (metaData.getIdentityType() == ClassMetaData.ID_DATASTORE) {
            parts.put(path, objectId instanceof Id datastore ? datastore.getId() : objectId);
            return;
        }
        FieldMetaData[] fields = metaData.getPrimaryKeyFields();
        Object[] values = ApplicationIds.toPKValues(objectId, metaData);
        for (int i = 0; i < fields.length; i++) {
            addField(path + fields[i].getName(), values[i], fields[i], parts);
        }
    }

    private static void addField(
            String path, @Nullable Object value, FieldMetaData field, Map<String, @Nullable Object> parts) {
        @Nullable ClassMetaData embedded = field.getEmbeddedMetaData();
        @Nullable ClassMetaData related = field.getDeclaredTypeMetaData();
        if (embedded != null) {
            for (FieldMetaData inner : embedded.getFields()) {
                addField(path + '.' + inner.getName(), EmbeddedFields.get(value, inner), inner, parts);
            }
        } else if (related == null) {
            parts.put(path, KeyParts.toTravel(value));
        } else if (related.isOpenJPAIdentity()) {
            FieldMetaData key = related.getPrimaryKeyFields()[0];
            addField(path + '.' + key.getName(), unwrapped(value), key, parts);
        } else {
            addIdentity(path + '.', value, related, parts);
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object objectId) {
        return objectId instanceof OpenJPAId id ? id.getIdObject() : objectId;
    }

    /** The object id of a key, or null if the key does not fit the entity as it is mapped here. */
    static @Nullable Object toObjectId(EntityKey key, ClassMetaData metaData) {
        SortedSet<String> paths = new TreeSet<>();
        addPaths("", metaData, paths);
        if (paths.size() != key.parts().size()) {
            return null;
        }
        Map<String, Object> parts = new HashMap<>();
        Iterator<Object> values = key.parts().iterator();
        paths.forEach(path -> parts.put(path, values.next()));
        try {
            return identity("", metaData, parts);
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
            // Another application's idea of this entity: nothing here can have such a key.
            return null;
        }
    }

    private static void addPaths(String path, ClassMetaData metaData, SortedSet<String> paths) {
        if (metaData.getIdentityType() == ClassMetaData.ID_DATASTORE) {
            paths.add(path);
            return;
        }
        for (FieldMetaData field : metaData.getPrimaryKeyFields()) {
            addPaths(path + field.getName(), field, paths);
        }
    }

    private static void addPaths(String path, FieldMetaData field, SortedSet<String> paths) {
        @Nullable ClassMetaData embedded = field.getEmbeddedMetaData();
        @Nullable ClassMetaData related = field.getDeclaredTypeMetaData();
        if (embedded != null) {
            for (FieldMetaData inner : embedded.getFields()) {
                addPaths(path + '.' + inner.getName(), inner, paths);
            }
        } else if (related == null) {
            paths.add(path);
        } else {
            addPaths(path + '.', related, paths);
        }
    }

    private static Object identity(String path, ClassMetaData metaData, Map<String, Object> parts) {
        if (metaData.getIdentityType() == ClassMetaData.ID_DATASTORE) {
            return new Id(metaData.getDescribedType(), ((Number) part(path, parts)).longValue());
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (FieldMetaData field : metaData.getPrimaryKeyFields()) {
            values.add(value(path + field.getName(), field, parts));
        }
        return ApplicationIds.fromPKValues(values.toArray(), metaData);
    }

    private static @Nullable Object value(String path, FieldMetaData field, Map<String, Object> parts) {
        @Nullable ClassMetaData embedded = field.getEmbeddedMetaData();
        @Nullable ClassMetaData related = field.getDeclaredTypeMetaData();
        if (embedded != null) {
            Object created = EmbeddedFields.newInstance(embedded);
            for (FieldMetaData inner : embedded.getFields()) {
                EmbeddedFields.set(created, inner, value(path + '.' + inner.getName(), inner, parts));
            }
            return created;
        }
        if (related == null) {
            return KeyParts.toLocal(part(path, parts), field.getDeclaredType());
        }
        if (related.isOpenJPAIdentity()) {
            FieldMetaData key = related.getPrimaryKeyFields()[0];
            return value(path + '.' + key.getName(), key, parts);
        }
        Object objectId = identity(path + '.', related, parts);
        boolean plain = objectId instanceof Id && field.getObjectIdFieldType() == long.class;
        return plain || objectId instanceof ObjectId ? unwrapped(objectId) : objectId;
    }

    private static Object part(String path, Map<String, Object> parts) {
        return Objects.requireNonNull(parts.get(path), path);
    }
}
