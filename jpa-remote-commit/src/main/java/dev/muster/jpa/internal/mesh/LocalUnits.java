package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.Eviction;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The persistence units of this server, by name; one name may stand for several entity manager factories. Thread-safe. */
final class LocalUnits {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final Map<String, List<CacheGuard>> caches = new ConcurrentHashMap<>();

    private final Counters counters;
    private volatile long until = CacheGuard.FOREVER;

    LocalUnits(Counters counters) {
        this.counters = counters;
    }

    void add(String unit, CacheGuard cache) {
        cache.serveUntil(until);
        caches.computeIfAbsent(unit, name -> new CopyOnWriteArrayList<>()).add(cache);
    }

    void remove(String unit, CacheGuard cache) {
        of(unit).remove(cache);
        cache.serveUntil(CacheGuard.FOREVER);
    }

    /** Whether anyone else than this one would be told of a commit. */
    boolean othersThan(String unit, CacheGuard origin) {
        List<CacheGuard> all = of(unit);
        return all.size() > 1 || (all.size() == 1 && !all.contains(origin));
    }

    /** Evicts from all factories of the unit but that of the origin. */
    void evict(String unit, Eviction eviction, @Nullable CacheGuard origin) {
        for (CacheGuard cache : of(unit)) {
            if (cache != origin) {
                applyTo(cache, unit, eviction);
            }
        }
    }

    /** Empties the caches of one unit. */
    void empty(String unit, String reason) {
        if (!of(unit).isEmpty()) {
            LOG.log(Level.INFO, MeshMessage.CACHE_EMPTIED.text(unit, reason));
            counters.increment(MeshCounter.FLUSHES);
            evict(unit, Eviction.EVERYTHING, null);
        }
    }

    /** Empties the caches of all units. */
    void emptyAll(String reason) {
        caches.keySet().forEach(unit -> empty(unit, reason));
    }

    /** Until when the caches may be served from, see {@link CacheGuard#serveUntil}. */
    void serveUntil(long nanos) {
        until = nanos;
        caches.values().forEach(ofUnit -> ofUnit.forEach(cache -> cache.serveUntil(nanos)));
    }

    private List<CacheGuard> of(String unit) {
        return caches.getOrDefault(unit, List.of());
    }

    private static void applyTo(CacheGuard cache, String unit, Eviction eviction) {
        try {
            cache.apply(eviction);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.EVICTION_FAILED.text(unit, e), e);
            if (!eviction.everything()) {
                applyTo(cache, unit, Eviction.EVERYTHING);
            }
        }
    }
}
