package dev.muster.benchmarks.jpa.node;

import org.apache.openjpa.datacache.ConcurrentDataCache;
import org.apache.openjpa.datacache.DataCachePCData;
import org.apache.openjpa.util.OpenJPAId;
import org.jspecify.annotations.Nullable;

/** OpenJPA's data cache, which notes when an entity left it. */
public final class RecordingDataCache extends ConcurrentDataCache {

    private static final long serialVersionUID = 1L;

    /** For OpenJPA. */
    public RecordingDataCache() {}

    @Override
    @SuppressWarnings("NullAway") // OpenJPA's word for "was not there"
    protected DataCachePCData removeInternal(Object key) {
        @Nullable DataCachePCData removed = super.removeInternal(key);
        if (removed != null && key instanceof OpenJPAId id) {
            Evictions.here().evicted((Long) id.getIdObject());
        }
        return removed;
    }

    @Override
    protected void clearInternal() {
        if (!getCacheMap().isEmpty()) {
            Evictions.here().emptied();
        }
        super.clearInternal();
    }
}
