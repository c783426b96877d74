package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheEvictor;
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

    private final Map<String, List<CacheEvictor>> evictors = new ConcurrentHashMap<>();

    void add(String unit, CacheEvictor evictor) {
        evictors.computeIfAbsent(unit, name -> new CopyOnWriteArrayList<>()).add(evictor);
    }

    void remove(String unit, CacheEvictor evictor) {
        of(unit).remove(evictor);
    }

    /** Whether anyone else than this one would be told of a commit. */
    boolean othersThan(String unit, CacheEvictor origin) {
        List<CacheEvictor> all = of(unit);
        return all.size() > 1 || (all.size() == 1 && !all.contains(origin));
    }

    /** Evicts from all factories of the unit but that of the origin. */
    void evict(String unit, Eviction eviction, @Nullable CacheEvictor origin) {
        for (CacheEvictor evictor : of(unit)) {
            if (evictor != origin) {
                evictFrom(evictor, unit, eviction);
            }
        }
    }

    /** Empties the caches of one unit. */
    void empty(String unit, String reason) {
        if (!of(unit).isEmpty()) {
            LOG.log(Level.INFO, MeshMessage.CACHE_EMPTIED.text(unit, reason));
            evict(unit, Eviction.EVERYTHING, null);
        }
    }

    /** Empties the caches of all units. */
    void emptyAll(String reason) {
        evictors.keySet().forEach(unit -> empty(unit, reason));
    }

    /** Empties the caches of all units and does not tell: for what repeats. */
    void emptyAllQuietly() {
        evictors.keySet().forEach(unit -> evict(unit, Eviction.EVERYTHING, null));
    }

    private List<CacheEvictor> of(String unit) {
        return evictors.getOrDefault(unit, List.of());
    }

    private static void evictFrom(CacheEvictor evictor, String unit, Eviction eviction) {
        try {
            eviction.applyTo(evictor);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.EVICTION_FAILED.text(unit, e), e);
            if (!eviction.everything()) {
                evictFrom(evictor, unit, Eviction.EVERYTHING);
            }
        }
    }
}
