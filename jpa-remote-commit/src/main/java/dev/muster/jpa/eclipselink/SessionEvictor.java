package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.EntityKey;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.identitymaps.CacheKey;
import org.eclipse.persistence.internal.identitymaps.IdentityMapManager;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.queries.FetchGroupTracker;
import org.jspecify.annotations.Nullable;

/**
 * Invalidates in the shared cache of one session. Waits for no lock of EclipseLink's, and touches its maps directly:
 * what comes from a peer does not look like an eviction by the application.
 *
 * <p>Query results go at every eviction, all of them: EclipseLink knows the classes that a query names, but neither
 * their subclasses nor what else its tables say. Thread-safe.
 */
final class SessionEvictor implements CacheEvictor {

    private final AbstractSession session;
    private final Keys keys;
    private final Map<String, ClassDescriptor> descriptors = new ConcurrentHashMap<>();

    SessionEvictor(AbstractSession session, Keys keys) {
        this.session = session;
        this.keys = keys;
    }

    @Override
    public void evict(String entityType, Collection<EntityKey> evicted) {
        GuardedMaps.dropQueryResults(session);
        @Nullable ClassDescriptor descriptor = descriptorNamed(entityType);
        if (descriptor == null) {
            return;
        }
        for (EntityKey key : evicted) {
            @Nullable Object id = keys.toLocal(descriptor, key);
            if (id == null) {
                invalidate(descriptor);
                return;
            }
            invalidate(maps().getCacheKeyForObjectForLock(id, descriptor.getJavaClass(), descriptor), descriptor);
        }
    }

    @Override
    public void evictType(String entityType) {
        GuardedMaps.dropQueryResults(session);
        @Nullable ClassDescriptor descriptor = descriptorNamed(entityType);
        if (descriptor != null) {
            invalidate(descriptor);
        }
    }

    @Override
    public void evictAll() {
        GuardedMaps.dropQueryResults(session);
        session.getDescriptors().values().forEach(this::invalidate);
    }

    private void invalidate(ClassDescriptor descriptor) {
        if (descriptor.isDescriptorTypeAggregate() || maps().getIdentityMap(descriptor, true) == null) {
            return;
        }
        Class<?> type = descriptor.getJavaClass();
        var cached = maps().getIdentityMap(descriptor, false).keys(false);
        while (cached.hasMoreElements()) {
            CacheKey key = cached.nextElement();
            @Nullable Object object = key.getObject();
            if (object == null || type.isInstance(object)) {
                invalidate(key, descriptor);
            }
        }
    }

    private static void invalidate(@Nullable CacheKey key, ClassDescriptor descriptor) {
        if (key != null) {
            key.setInvalidationState(CacheKey.CACHE_KEY_INVALID);
            forgetFetched(key.getObject(), descriptor);
        }
    }

    /** Whoever refreshes the object fetches only what its query asks for; the rest, once fetched, would stay old. */
    private static void forgetFetched(@Nullable Object cached, ClassDescriptor descriptor) {
        if (descriptor.hasFetchGroupManager() && cached instanceof FetchGroupTracker tracker) {
            tracker._persistence_setFetchGroup(descriptor.getFetchGroupManager().getIdEntityFetchGroup());
        }
    }

    private IdentityMapManager maps() {
        return session.getIdentityMapAccessorInstance().getIdentityMapManager();
    }

    /** Looked up among the session's entities: a name from the network never loads a class. */
    private @Nullable ClassDescriptor descriptorNamed(String entityType) {
        @Nullable ClassDescriptor known = descriptors.get(entityType);
        if (known == null) {
            session.getDescriptors().values().stream()
                    .filter(descriptor -> !descriptor.isDescriptorTypeAggregate())
                    .forEach(descriptor -> descriptors.put(descriptor.getJavaClassName(), descriptor));
            known = descriptors.get(entityType);
        }
        return known;
    }
}
