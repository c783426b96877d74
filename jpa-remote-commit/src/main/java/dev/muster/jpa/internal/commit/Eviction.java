package dev.muster.jpa.internal.commit;

import java.util.List;

/**
 * What one commit makes old. Immutable.
 *
 * @param types one entry per entity type
 * @param everything all types, and {@code types} is empty
 */
public record Eviction(List<OfType> types, boolean everything) {

    /** Above this number of keys it is cheaper for everybody to evict the type. */
    public static final int MAX_KEYS_PER_TYPE = 10_000;

    /** Everything of the unit. */
    public static final Eviction EVERYTHING = new Eviction(List.of(), true);

    public Eviction {
        types = List.copyOf(types);
    }

    /** These types only. */
    public static Eviction of(List<OfType> types) {
        return new Eviction(types, false);
    }

    /** The same, by type and without keys: for when the keys would take too much room. */
    public Eviction withoutKeys() {
        return new Eviction(
                types.stream().map(type -> OfType.whole(type.entityType())).toList(), everything);
    }

    /** The query results of its types, and no entities. */
    public Eviction queriesAlone() {
        return of(types.stream()
                .map(type -> new OfType(type.entityType(), List.of(), false))
                .toList());
    }

    /** A measure of the memory this takes while it waits. */
    public int weight() {
        return types.stream().mapToInt(type -> 1 + type.keys().size()).sum() + 1;
    }

    /** Applies this to the caches of one unit. */
    public void applyTo(CacheEvictor evictor) {
        if (everything) {
            evictor.evictAll();
        }
        for (OfType type : types) {
            if (type.all()) {
                evictor.evictType(type.entityType());
            } else {
                evictor.evict(type.entityType(), type.keys());
            }
        }
    }

    /**
     * The part of one entity type.
     *
     * @param entityType class name of the entity
     * @param keys keys of the entities; empty if only query results are to go
     * @param all the whole type
     */
    public record OfType(String entityType, List<EntityKey> keys, boolean all) {

        public OfType {
            keys = List.copyOf(keys);
        }

        /** The whole type. */
        public static OfType whole(String entityType) {
            return new OfType(entityType, List.of(), true);
        }
    }
}
