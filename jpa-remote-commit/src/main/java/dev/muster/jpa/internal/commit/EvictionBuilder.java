package dev.muster.jpa.internal.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects an {@link Eviction}. Not thread-safe. */
public final class EvictionBuilder {

    private final Map<String, Set<EntityKey>> keys = new LinkedHashMap<>();
    private final Set<String> whole = new LinkedHashSet<>();

    /** Query results of this type go, entities stay: something was inserted. */
    public EvictionBuilder queriesOf(String entityType) {
        keys.computeIfAbsent(entityType, type -> new LinkedHashSet<>());
        return this;
    }

    /** The whole type goes. */
    public EvictionBuilder type(String entityType) {
        whole.add(entityType);
        return this;
    }

    /** One entity goes; without a key that can travel, its type. */
    public EvictionBuilder entity(String entityType, @Nullable EntityKey key) {
        Set<EntityKey> known = keys.computeIfAbsent(entityType, type -> new LinkedHashSet<>());
        if (key == null || known.size() == Eviction.MAX_KEYS_PER_TYPE) {
            whole.add(entityType);
        } else {
            known.add(key);
        }
        return this;
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return keys.isEmpty() && whole.isEmpty();
    }

    /** What was collected. */
    public Eviction build() {
        List<Eviction.OfType> types = new ArrayList<>();
        whole.forEach(type -> types.add(Eviction.OfType.whole(type)));
        keys.forEach((type, ofType) -> {
            if (!whole.contains(type)) {
                types.add(new Eviction.OfType(type, List.copyOf(ofType), false));
            }
        });
        return Eviction.of(types);
    }
}
