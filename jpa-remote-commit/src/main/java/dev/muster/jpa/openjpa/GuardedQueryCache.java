package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.CacheGuard.Load;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.openjpa.datacache.ConcurrentQueryCache;
import org.apache.openjpa.datacache.DataCacheManager;
import org.apache.openjpa.datacache.QueryKey;
import org.apache.openjpa.datacache.QueryResult;
import org.apache.openjpa.datacache.TypesChangedEvent;
import org.apache.openjpa.datacache.TypesChangedListener;
import org.apache.openjpa.enhance.PCRegistry;
import org.apache.openjpa.persistence.QueryResultCache;
import org.jspecify.annotations.Nullable;

/**
 * OpenJPA's query cache that asks the guard, as {@link GuardedDataCache} does.
 *
 * <p>A result is put when its last row has been read, perhaps long after the query. OpenJPA's reader of the rows listens
 * to this cache from before its statement until after the put; so the mark of the query is kept with that listener, and
 * what was evicted since is evicted again when it stops to listen. Thread-safe.
 */
public final class GuardedQueryCache extends ConcurrentQueryCache {

    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable GuardedUnit unit;
    private final transient Map<TypesChangedListener, Started> reading =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** For OpenJPA. */
    public GuardedQueryCache() {}

    @Override
    public void initialize(DataCacheManager manager) {
        super.initialize(manager);
        unit = GuardedUnit.of(conf);
    }

    @Override
    public void addTypesChangedListener(TypesChangedListener listener) {
        @Nullable BrokerLoads loads = CacheScope.loads();
        if (loads != null) {
            reading.put(listener, new Started(loads, loads.queryMark()));
        }
        super.addTypesChangedListener(listener);
    }

    @Override
    public boolean removeTypesChangedListener(TypesChangedListener listener) {
        boolean removed = super.removeTypesChangedListener(listener);
        @Nullable Started started = reading.remove(listener);
        GuardedUnit guarded = unit;
        // One that stops because of an eviction has put nothing.
        if (started != null && guarded != null && !guarded.evictor().isAtWork()) {
            started.loads.settle(started.load);
        }
        return removed;
    }

    @Override
    protected @Nullable QueryResult getInternal(QueryKey key) {
        GuardedUnit guarded = unit;
        return guarded == null || guarded.guard().mayServe() ? super.getInternal(key) : null;
    }

    @Override
    public @Nullable QueryResult remove(QueryKey key) {
        if (CacheScope.isApplication()) {
            tell(key.getAcessPathClassNames());
        }
        return super.remove(key);
    }

    @Override
    public void clear() {
        if (CacheScope.isApplication()) {
            tell(Events.knownTypes(conf));
        }
        super.clear();
    }

    @Override
    public void onTypesChanged(TypesChangedEvent event) {
        if (event.getSource() instanceof QueryResultCache) {
            tell(Events.names(types(event)));
        }
        super.onTypesChanged(withRoots(event));
    }

    /** The policy "timestamp" looks at the roots of hierarchies alone, but is told of the classes that were changed. */
    private TypesChangedEvent withRoots(TypesChangedEvent event) {
        if (getEvictPolicy() != EvictPolicy.TIMESTAMP) {
            return event;
        }
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> changed : types(event)) {
            for (Class<?> type = changed; type != null; type = PCRegistry.getPersistentSuperclass(type)) {
                types.add(type);
            }
        }
        return new TypesChangedEvent(event.getSource(), types);
    }

    /** A result that was put within the same millisecond as the change came must not count as younger. */
    @Override
    protected void updateEntityTimestamp(Map<String, Long> timestamps) {
        Map<String, Long> later = new HashMap<>();
        timestamps.forEach((type, timestamp) -> later.put(type, timestamp + 1));
        super.updateEntityTimestamp(later);
    }

    @SuppressWarnings("unchecked")
    private static Collection<Class<?>> types(TypesChangedEvent event) {
        return event.getTypes();
    }

    private void tell(Collection<String> types) {
        GuardedUnit guarded = unit;
        if (guarded != null) {
            guarded.tell(() -> Events.queriesOf(types));
        }
    }

    private record Started(BrokerLoads loads, Load load) {}
}
