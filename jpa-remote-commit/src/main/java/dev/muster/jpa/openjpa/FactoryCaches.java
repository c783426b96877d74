package dev.muster.jpa.openjpa;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.datacache.DataCache;
import org.apache.openjpa.datacache.DataCacheManager;
import org.apache.openjpa.datacache.QueryCache;
import org.apache.openjpa.datacache.TypesChangedEvent;
import org.jspecify.annotations.Nullable;

/** The caches of one factory: its data cache with all partitions, and its query cache. Thread-safe once found. */
final class FactoryCaches {

    private final OpenJPAConfiguration configuration;
    private volatile Set<DataCache> data = Set.of();
    private volatile @Nullable QueryCache queries;

    FactoryCaches(OpenJPAConfiguration configuration) {
        this.configuration = configuration;
    }

    /** To be called when the factory has set its caches up. */
    void find() {
        DataCacheManager manager = configuration.getDataCacheManagerInstance();
        queries = manager.getSystemQueryCache();
        Set<DataCache> found = new LinkedHashSet<>();
        @Nullable DataCache system = manager.getSystemDataCache();
        if (system != null) {
            found.add(system);
            for (String name : system.getPartitionNames()) {
                found.add(system.getPartition(name, false));
            }
        }
        data = Set.copyOf(found);
    }

    /** Whether there are any that do not ask the guard. */
    boolean foreign() {
        @Nullable QueryCache cache = queries;
        return (cache != null && !(cache instanceof GuardedQueryCache))
                || !data.stream().allMatch(GuardedDataCache.class::isInstance);
    }

    void evict(Class<?> type, Collection<Object> objectIds) {
        data.forEach(cache -> cache.removeAll(objectIds));
        evictQueries(Set.of(type));
    }

    void evictType(Class<?> type) {
        data.forEach(cache -> cache.removeAll(type, true));
        evictQueries(Set.of(type));
    }

    void clear() {
        data.forEach(DataCache::clear);
        clearQueries();
    }

    void clearQueries() {
        @Nullable QueryCache cache = queries;
        if (cache != null) {
            cache.clear();
        }
    }

    private void evictQueries(Set<Class<?>> types) {
        @Nullable QueryCache cache = queries;
        if (cache != null) {
            cache.onTypesChanged(new TypesChangedEvent(this, new HashSet<>(types)));
        }
    }
}
