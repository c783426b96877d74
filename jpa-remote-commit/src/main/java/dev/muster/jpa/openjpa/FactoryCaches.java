package dev.muster.jpa.openjpa;

import java.util.Collection;
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
    private volatile boolean foreign;

    FactoryCaches(OpenJPAConfiguration configuration) {
        this.configuration = configuration;
    }

    /** To be called when the factory has set its caches up. */
    void find() {
        DataCacheManager manager = configuration.getDataCacheManagerInstance();
        @Nullable QueryCache results = manager.getSystemQueryCache();
        Set<DataCache> found = new LinkedHashSet<>();
        @Nullable DataCache system = manager.getSystemDataCache();
        if (system != null) {
            found.add(system);
            for (String name : system.getPartitionNames()) {
                found.add(system.getPartition(name, false));
            }
        }
        queries = results;
        data = Set.copyOf(found);
        foreign = (results != null && !(results instanceof GuardedQueryCache))
                || !found.stream().allMatch(GuardedDataCache.class::isInstance);
    }

    /** Whether there are any that do not ask the guard. */
    boolean foreign() {
        return foreign;
    }

    void evict(Class<?> type, Collection<Object> objectIds) {
        data.forEach(cache -> cache.removeAll(objectIds));
        evictQueries(type);
    }

    void evictType(Class<?> type) {
        data.forEach(cache -> cache.removeAll(type, true));
        evictQueries(type);
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

    private void evictQueries(Class<?> type) {
        @Nullable QueryCache cache = queries;
        if (cache != null) {
            cache.onTypesChanged(new TypesChangedEvent(this, Set.of(type)));
        }
    }
}
