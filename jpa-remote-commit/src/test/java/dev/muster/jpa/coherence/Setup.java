package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Models;
import jakarta.persistence.SharedCacheMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the two servers of a row are set up; rows with equal setups share them. */
enum Setup {
    /** All entities, everything cached. */
    USUAL(SharedCacheMode.ALL, true),
    /** Without a query cache. */
    WITHOUT_QUERY_CACHE(SharedCacheMode.ALL, false),
    /** Cached is what is annotated so. */
    ENABLE_SELECTIVE(SharedCacheMode.ENABLE_SELECTIVE, true),
    /** Not cached is what is annotated so. */
    DISABLE_SELECTIVE(SharedCacheMode.DISABLE_SELECTIVE, true),
    /** Nothing is cached. */
    NONE(SharedCacheMode.NONE, false);

    private final SharedCacheMode cacheMode;
    private final boolean queryCache;

    Setup(SharedCacheMode cacheMode, boolean queryCache) {
        this.cacheMode = cacheMode;
        this.queryCache = queryCache;
    }

    SharedCacheMode cacheMode() {
        return cacheMode;
    }

    boolean queryCache() {
        return queryCache;
    }

    List<String> classes(Provider provider) {
        if (this != USUAL) {
            return Stream.of("Mark", "Plain", "Cached", "Uncached")
                    .map(Models::named)
                    .toList();
        }
        List<String> classes = new ArrayList<>(Models.ALL);
        classes.addAll(provider.ownClasses());
        return classes;
    }
}
