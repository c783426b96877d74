package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.event.RemoteCommitEvent;
import org.apache.openjpa.meta.ClassMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Evicts from the caches of one entity manager factory. What comes from a peer goes by events as OpenJPA's own providers
 * fire them, so that the application's listeners hear of it; what is only repeated goes to the caches alone. Thread-safe.
 *
 * <p>Does nothing before the factory is complete: its caches are empty, and to touch them earlier would make OpenJPA set
 * them up twice.
 */
final class FactoryEvictor implements CacheEvictor {

    private final OpenJPAConfiguration configuration;
    private final FactoryCaches caches;
    private final Consumer<RemoteCommitEvent> events;
    private final Object quiet = new Object();
    private volatile boolean complete;

    FactoryEvictor(OpenJPAConfiguration configuration, Consumer<RemoteCommitEvent> events) {
        this.configuration = configuration;
        this.caches = new FactoryCaches(configuration);
        this.events = events;
    }

    void factoryCreated() {
        caches.find();
        complete = true;
    }

    /** Whether there are caches of classes that are not Muster's. */
    boolean hasForeignCaches() {
        return complete && caches.foreign();
    }

    /** Empties caches that would serve although they may not; Muster's own do not serve then. */
    void clearIfUnguarded(CacheGuard guard) {
        if (hasForeignCaches() && !guard.mayServe()) {
            quietly(caches::clear);
        }
    }

    /** Whether this thread is evicting. */
    boolean isAtWork() {
        return CacheScope.isOwner(quiet) || CacheScope.isOwner(this);
    }

    /** Evicts without telling the application's listeners. */
    void quietly(Runnable evictions) {
        @Nullable Object before = CacheScope.enter(quiet);
        try {
            evictions.run();
        } finally {
            CacheScope.leave(before);
        }
    }

    @Override
    public void evict(String entityType, Collection<EntityKey> keys) {
        if (!complete) {
            return;
        }
        @Nullable ClassMetaData metaData = metaData(entityType);
        if (metaData == null) {
            evictUnknown();
            return;
        }
        List<Object> objectIds = new ArrayList<>();
        for (EntityKey key : keys) {
            @Nullable Object objectId = Identities.toObjectId(key, metaData);
            if (objectId == null) {
                evictType(entityType);
                return;
            }
            objectIds.add(objectId);
        }
        if (CacheScope.isOwner(quiet)) {
            caches.evict(metaData.getDescribedType(), objectIds);
        } else {
            fire(RemoteCommitEvent.PAYLOAD_OIDS, List.of(entityType), objectIds);
        }
    }

    @Override
    public void evictType(String entityType) {
        if (!complete) {
            return;
        }
        @Nullable ClassMetaData metaData = metaData(entityType);
        if (metaData == null) {
            evictUnknown();
            return;
        }
        if (CacheScope.isOwner(quiet)) {
            caches.evictType(metaData.getDescribedType());
            return;
        }
        List<String> types = new ArrayList<>();
        for (ClassMetaData known : known()) {
            if (metaData.getDescribedType().isAssignableFrom(known.getDescribedType())) {
                types.add(known.getDescribedType().getName());
            }
        }
        fire(RemoteCommitEvent.PAYLOAD_EXTENTS, types, types);
    }

    @Override
    public void evictAll() {
        if (complete) {
            quietly(caches::clear);
        }
    }

    /** What is not used here is not cached, but results of queries for its supertypes may be. */
    private void evictUnknown() {
        quietly(caches::clearQueries);
    }

    private void fire(int payload, Collection<String> queryTypes, Collection<?> updated) {
        @Nullable Object before = CacheScope.enter(this);
        try {
            events.accept(new RemoteCommitEvent(payload, null, queryTypes, updated, null));
        } finally {
            CacheScope.leave(before);
        }
    }

    /** Looked up among the types in use: a name from the network never loads a class. */
    private @Nullable ClassMetaData metaData(String entityType) {
        for (ClassMetaData known : known()) {
            if (known.getDescribedType().getName().equals(entityType)) {
                return known;
            }
        }
        return null;
    }

    private ClassMetaData[] known() {
        return configuration.getMetaDataRepositoryInstance().getMetaDatas();
    }
}
