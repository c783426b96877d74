package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of entities between applications whose classes have different names for the same tables. Immutable.
 *
 * <p>A class that is not named goes by its own name.
 */
public final class EntityNames {

    /** Every class goes by its own name. */
    public static final EntityNames OWN = new EntityNames(Map.of(), Map.of());

    private final Map<String, String> shared;
    private final Map<String, String> local;

    private EntityNames(Map<String, String> shared, Map<String, String> local) {
        this.shared = Map.copyOf(shared);
        this.local = Map.copyOf(local);
    }

    /**
     * Reads {@code class=name} pairs, separated by semicolons or commas.
     *
     * @param key name of the setting, for the message
     * @throws MeshException if a pair is none, or a class or name comes twice
     */
    public static EntityNames parse(String key, String text) {
        Map<String, String> shared = new HashMap<>();
        Map<String, String> local = new HashMap<>();
        for (String pair : text.split("[;,]", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            List<String> sides = List.of(pair.strip().split("\\s*=\\s*", -1));
            if (sides.size() != 2 || sides.contains("")) {
                throw bad(key, text, "'" + pair.strip() + "' is not a pair");
            }
            String type = sides.get(0);
            String name = sides.get(1);
            if (shared.put(type, name) != null || local.put(name, type) != null) {
                throw bad(key, text, "'" + pair.strip() + "' names a class or a name a second time");
            }
        }
        return new EntityNames(shared, local);
    }

    private static MeshException bad(String key, String text, String why) {
        return new MeshException(
                MeshMessage.BAD_SETTING.text(key, text, why, "pairs like com.example.Book=book, separated by ';'"));
    }

    /** What a commit here is to others. */
    Eviction toShared(Eviction eviction) {
        if (shared.isEmpty() || eviction.types().isEmpty()) {
            return eviction;
        }
        List<Eviction.OfType> types = new ArrayList<>();
        for (Eviction.OfType type : eviction.types()) {
            String name = shared.getOrDefault(type.entityType(), type.entityType());
            types.add(new Eviction.OfType(name, type.keys(), type.all()));
        }
        return new Eviction(types, eviction.everything());
    }

    /** The same caches, by the names of others. */
    CacheEvictor toShared(CacheEvictor evictor) {
        return local.isEmpty() ? evictor : new Translator(evictor);
    }

    private final class Translator implements CacheEvictor {

        private final CacheEvictor evictor;

        Translator(CacheEvictor evictor) {
            this.evictor = evictor;
        }

        @Override
        public void evict(String entityType, Collection<EntityKey> keys) {
            evictor.evict(local.getOrDefault(entityType, entityType), keys);
        }

        @Override
        public void evictType(String entityType) {
            evictor.evictType(local.getOrDefault(entityType, entityType));
        }

        @Override
        public void evictAll() {
            evictor.evictAll();
        }
    }
}
