package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.EntityKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.datacache.DataCache;
import org.apache.openjpa.datacache.DataCacheManager;
import org.apache.openjpa.datacache.QueryCache;
import org.apache.openjpa.event.RemoteCommitEvent;
import org.apache.openjpa.meta.ClassMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Evicts from the caches of one entity manager factory, by events as OpenJPA's own providers fire them. Thread-safe.
 *
 * <p>Does nothing before the factory is complete: its caches are empty, and to touch them earlier would make OpenJPA set
 * them up twice.
 */
final class FactoryEvictor implements CacheEvictor {

    private final OpenJPAConfiguration configuration;
    private final Consumer<RemoteCommitEvent> events;
    private volatile boolean complete;

    FactoryEvictor(OpenJPAConfiguration configuration, Consumer<RemoteCommitEvent> events) {
        this.configuration = configuration;
        this.events = events;
    }

    void factoryCreated() {
        complete = true;
    }

    @Override
    public void evict(String entityType, Collection<EntityKey> keys) {
        if (!complete) {
            return;
        }
        @Nullable ClassMetaData metaData = metaData(entityType);
        if (metaData == null) {
            clearQueries();
            return;
        }
        List<Object> objectIds = new ArrayList<>();
        for (EntityKey key : keys) {
            @Nullable Object objectId = Identities.toObjectId(key, metaData);
            if (objectId == null) {
                evictType(entityType);
                return;
            }
            objectIds.add(objectId);
        }
        fire(RemoteCommitEvent.PAYLOAD_OIDS, List.of(entityType), objectIds);
    }

    @Override
    public void evictType(String entityType) {
        if (!complete) {
            return;
        }
        @Nullable ClassMetaData metaData = metaData(entityType);
        if (metaData == null) {
            clearQueries();
            return;
        }
        List<String> types = new ArrayList<>();
        for (ClassMetaData known : known()) {
            if (metaData.getDescribedType().isAssignableFrom(known.getDescribedType())) {
                types.add(known.getDescribedType().getName());
            }
        }
        fire(RemoteCommitEvent.PAYLOAD_EXTENTS, types, types);
    }

    @Override
    public void evictAll() {
        if (!complete) {
            return;
        }
        DataCacheManager caches = configuration.getDataCacheManagerInstance();
        clear(caches.getSystemDataCache());
        for (ClassMetaData known : known()) {
            clear(known.getDataCache());
        }
        clearQueries();
    }

    private static void clear(@Nullable DataCache cache) {
        if (cache != null) {
            cache.clear();
        }
    }

    private void clearQueries() {
        @Nullable QueryCache queries = configuration.getDataCacheManagerInstance().getSystemQueryCache();
        if (queries != null) {
            queries.clear();
        }
    }

    private void fire(int payload, Collection<String> queryTypes, Collection<?> updated) {
        events.accept(new RemoteCommitEvent(payload, null, queryTypes, updated, null));
    }

    /** Looked up among the types in use: a name from the network never loads a class. */
    private @Nullable ClassMetaData metaData(String entityType) {
        for (ClassMetaData known : known()) {
            if (known.getDescribedType().getName().equals(entityType)) {
                return known;
            }
        }
        return null;
    }

    private ClassMetaData[] known() {
        return configuration.getMetaDataRepositoryInstance().getMetaDatas();
    }
}
