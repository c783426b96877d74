package dev.muster.jpa.internal.commit;

import java.util.Collection;

/**
 * Evicts from the caches of one persistence unit what a commit elsewhere has made old. Each call also drops the query
 * results that may depend on it. Called by threads of the mesh, several at a time; must be thread-safe.
 */
public interface CacheEvictor {

    /** Evicts these entities; a type that is not known here is no error. */
    void evict(String entityType, Collection<EntityKey> keys);

    /** Evicts all entities of this type, with its subtypes. */
    void evictType(String entityType);

    /** Empties the data cache and the query cache. */
    void evictAll();
}
