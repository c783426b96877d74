package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.EntityKey;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.persistence.annotations.CacheKeyType;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.identitymaps.CacheId;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.IdentityMapAccessor;
import org.jspecify.annotations.Nullable;

/** Invalidates in the shared cache of one session. Thread-safe. */
final class SessionEvictor implements CacheEvictor {

    private final AbstractSession session;
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    SessionEvictor(AbstractSession session) {
        this.session = session;
    }

    @Override
    public void evict(String entityType, Collection<EntityKey> keys) {
        @Nullable Class<?> type = classNamed(entityType);
        if (type == null) {
            return;
        }
        ClassDescriptor descriptor = session.getDescriptor(type);
        IdentityMapAccessor cache = session.getIdentityMapAccessorInstance();
        keys.forEach(key -> cache.invalidateObject(id(descriptor, key), type));
        cache.invalidateQueryCache(type);
    }

    @Override
    public void evictType(String entityType) {
        @Nullable Class<?> type = classNamed(entityType);
        if (type == null) {
            return;
        }
        IdentityMapAccessor cache = session.getIdentityMapAccessorInstance();
        cache.invalidateClass(type);
        for (Class<?> known : session.getDescriptors().keySet()) {
            if (type.isAssignableFrom(known)) {
                cache.invalidateQueryCache(known);
            }
        }
    }

    @Override
    public void evictAll() {
        IdentityMapAccessor cache = session.getIdentityMapAccessorInstance();
        cache.invalidateAll();
        cache.clearQueryCache();
    }

    private static Object id(ClassDescriptor descriptor, EntityKey key) {
        boolean plain = descriptor.getCachePolicy().getCacheKeyType() == CacheKeyType.ID_VALUE;
        return plain && key.parts().size() == 1
                ? key.parts().get(0)
                : new CacheId(key.parts().toArray());
    }

    /** Looked up among the session's entities: a name from the network never loads a class. */
    private @Nullable Class<?> classNamed(String entityType) {
        @Nullable Class<?> known = classes.get(entityType);
        if (known == null) {
            session.getDescriptors().keySet().forEach(type -> classes.put(type.getName(), type));
            known = classes.get(entityType);
        }
        return known;
    }
}
