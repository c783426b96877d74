package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Mark;
import dev.muster.jpa.coherence.model.Models;
import dev.muster.jpa.coherence.model.Plain;
import jakarta.persistence.SharedCacheMode;
import java.util.ArrayList;
import java.util.List;

/** How the two servers of a row are set up; rows with equal setups share them. */
enum Setup {
    /** All entities, everything cached. */
    USUAL(SharedCacheMode.ALL, true),
    /** Without a query cache. */
    WITHOUT_QUERY_CACHE(SharedCacheMode.ALL, false);

    private final SharedCacheMode cacheMode;
    private final boolean queryCache;

    Setup(SharedCacheMode cacheMode, boolean queryCache) {
        this.cacheMode = cacheMode;
        this.queryCache = queryCache;
    }

    String unit() {
        return "shop";
    }

    SharedCacheMode cacheMode() {
        return cacheMode;
    }

    boolean queryCache() {
        return queryCache;
    }

    List<Class<?>> classes(Provider provider) {
        if (this != USUAL) {
            return List.of(Mark.class, Plain.class);
        }
        List<Class<?>> classes = new ArrayList<>(Models.ALL);
        classes.addAll(provider.ownClasses());
        return classes;
    }
}
