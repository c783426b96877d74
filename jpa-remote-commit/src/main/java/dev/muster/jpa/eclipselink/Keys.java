package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.EntityKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eclipse.persistence.annotations.CacheKeyType;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.exceptions.ConversionException;
import org.eclipse.persistence.internal.descriptors.ObjectBuilder;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.identitymaps.CacheId;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.jspecify.annotations.Nullable;

/**
 * EclipseLink's ids as keys that any provider understands, and back. EclipseLink orders the parts of a composite id by
 * its own rules; on the wire they go in the alphabetical order of their attributes ({@code id.line}, {@code id.order}).
 * Thread-safe.
 */
final class Keys {

    private final AbstractSession session;
    private final Map<ClassDescriptor, int[]> orders = new ConcurrentHashMap<>();

    Keys(AbstractSession session) {
        this.session = session;
    }

    /** The key of an id, or null if it has parts that cannot travel. */
    @Nullable EntityKey toShared(ClassDescriptor descriptor, @Nullable Object id) {
        if (!(id instanceof CacheId composite)) {
            return id == null ? null : EntityKey.ofParts(List.of(id));
        }
        Object[] parts = composite.getPrimaryKey();
        int[] order = order(descriptor);
        if (parts.length != order.length) {
            return null;
        }
        List<@Nullable Object> shared = new ArrayList<>(parts.length);
        for (int from : order) {
            shared.add(parts[from]);
        }
        return EntityKey.ofParts(shared);
    }

    /** The id of a key, or null if it is none of this entity. */
    @Nullable Object toLocal(ClassDescriptor descriptor, EntityKey key) {
        int[] order = order(descriptor);
        if (key.parts().size() != order.length) {
            return null;
        }
        Object[] parts = new Object[order.length];
        List<Class<?>> types = descriptor.getObjectBuilder().getPrimaryKeyClassifications();
        try {
            for (int i = 0; i < order.length; i++) {
                parts[order[i]] = converted(key.parts().get(i), types.get(order[i]));
            }
        } catch (ConversionException e) {
            return null;
        }
        return descriptor.getCachePolicy().getCacheKeyType() == CacheKeyType.ID_VALUE ? parts[0] : new CacheId(parts);
    }

    /** The same number may be a long to one application and an int to another. */
    private Object converted(Object part, @Nullable Class<?> type) {
        return type == null || type.isInstance(part)
                ? part
                : session.getDatasourcePlatform().convertObject(part, type);
    }

    /** For each part of a shared key, its place in EclipseLink's id. */
    private int[] order(ClassDescriptor descriptor) {
        return orders.computeIfAbsent(descriptor, Keys::orderOf);
    }

    private static int[] orderOf(ClassDescriptor descriptor) {
        List<DatabaseField> fields = descriptor.getPrimaryKeyFields();
        String[] paths = fields.stream()
                .map(field -> path(descriptor.getObjectBuilder(), field))
                .toArray(String[]::new);
        return IntStream.range(0, paths.length)
                .boxed()
                .sorted(Comparator.comparing(i -> paths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String path(ObjectBuilder builder, DatabaseField field) {
        @Nullable DatabaseMapping mapping = builder.getMappingForField(field);
        if (mapping == null) {
            return field.getName();
        }
        @Nullable ClassDescriptor inner = mapping.getReferenceDescriptor();
        if (inner == null) {
            return mapping.getAttributeName();
        }
        DatabaseField innerField = mapping.isOneToOneMapping()
                ? ((OneToOneMapping) mapping).getSourceToTargetKeyFields().getOrDefault(field, field)
                : field;
        return mapping.getAttributeName() + '.' + path(inner.getObjectBuilder(), innerField);
    }
}
