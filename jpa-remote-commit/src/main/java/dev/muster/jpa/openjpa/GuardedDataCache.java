package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.Eviction;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.openjpa.datacache.ClearableScheduler;
import org.apache.openjpa.datacache.DataCache;
import org.apache.openjpa.datacache.DataCacheManager;
import org.apache.openjpa.datacache.DataCachePCData;
import org.apache.openjpa.datacache.PartitionedDataCache;
import org.jspecify.annotations.Nullable;

/**
 * OpenJPA's data cache, with or without partitions, that asks the guard: it serves nothing while it may not, takes
 * nothing from a load that is too old, and tells the peers what the application evicts. Where Muster is not the remote
 * commit provider it is OpenJPA's data cache and no more. Thread-safe.
 */
public final class GuardedDataCache extends PartitionedDataCache {

    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable GuardedUnit unit;
    private @Nullable String schedule;

    /** For OpenJPA. */
    public GuardedDataCache() {}

    @Override
    public void startConfiguration() {
        super.startConfiguration();
        try {
            setPartitionType(GuardedDataCache.class.getName());
        } catch (Exception e) {
            throw new IllegalStateException("a class loader that does not find this class", e);
        }
    }

    @Override
    public void endConfiguration() {
        // Without partitions it is a plain cache, and that a "partitioned" one has none is no mistake of the others.
        if (!isPartitioned() && getName() == null) {
            setName(NAME_DEFAULT);
        }
    }

    @Override
    public @Nullable DataCache getPartition(String name, boolean create) {
        if (isPartitioned()) {
            return super.getPartition(name, create);
        }
        return Objects.equals(name, getName()) ? this : null;
    }

    /** Kept here, because a cache that OpenJPA empties by schedule must not look like one the application empties. */
    @Override
    public void setEvictionSchedule(@Nullable String schedule) {
        this.schedule = schedule;
    }

    @Override
    public @Nullable String getEvictionSchedule() {
        return schedule;
    }

    @Override
    public void initialize(DataCacheManager manager) {
        super.initialize(manager);
        unit = GuardedUnit.of(conf);
        @Nullable ClearableScheduler scheduler = manager.getClearableScheduler();
        if (schedule != null && !schedule.isEmpty() && scheduler != null) {
            scheduler.scheduleEviction(this::clearInternal, schedule);
        }
    }

    @Override
    protected @Nullable DataCachePCData getInternal(Object objectId) {
        GuardedUnit guarded = unit;
        return guarded == null || guarded.guard().mayServe() ? super.getInternal(objectId) : null;
    }

    @Override
    protected @Nullable DataCachePCData putInternal(Object objectId, DataCachePCData state) {
        @Nullable BrokerLoads loads = CacheScope.loads();
        return loads == null || loads.put() ? super.putInternal(objectId, state) : removeInternal(objectId);
    }

    /** The state is the cache's own, which has been changed already. */
    @Override
    public void update(DataCachePCData state) {
        @Nullable BrokerLoads loads = CacheScope.loads();
        if (loads != null && !loads.put()) {
            removeInternal(state.getId());
        }
        super.update(state);
    }

    @Override
    public @Nullable DataCachePCData remove(Object objectId) {
        tellIfApplication(List.of(objectId));
        return super.remove(objectId);
    }

    @Override
    public BitSet removeAll(Collection<Object> objectIds) {
        if (!CacheScope.isApplication()) {
            return super.removeAll(objectIds);
        }
        tellIfApplication(objectIds);
        @Nullable Object before = CacheScope.enter(this);
        try {
            return super.removeAll(objectIds);
        } finally {
            CacheScope.leave(before);
        }
    }

    @Override
    public void removeAll(Class<?> type, boolean subclasses) {
        GuardedUnit guarded = unit;
        if (guarded != null && CacheScope.isApplication()) {
            guarded.tell(() -> Events.wholeType(type));
        }
        super.removeAll(type, subclasses);
    }

    @Override
    public void clear() {
        GuardedUnit guarded = unit;
        if (guarded != null && CacheScope.isApplication()) {
            guarded.tell(() -> Eviction.EVERYTHING);
        }
        super.clear();
    }

    private void tellIfApplication(Collection<Object> objectIds) {
        GuardedUnit guarded = unit;
        if (guarded != null && CacheScope.isApplication()) {
            guarded.tell(() -> Events.entities(objectIds, conf));
        }
    }
}
