package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.util.Arrays;
import java.util.List;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.identitymaps.CacheId;
import org.eclipse.persistence.internal.sessions.ObjectChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.jspecify.annotations.Nullable;

/** Reads EclipseLink's change sets. */
final class Changes {

    private Changes() {}

    /** Adds what was changed or deleted. */
    static void addListed(UnitOfWorkChangeSet changes, EvictionBuilder eviction) {
        changes.getAllChangeSets().values().forEach(change -> add(change, eviction));
        changes.getDeletedObjects().values().forEach(change -> add(change, eviction));
    }

    /** Adds the types of what was inserted, unless the type is not to be told of. */
    static void addInserted(UnitOfWorkChangeSet changes, EvictionBuilder eviction) {
        for (ObjectChangeSet change : changes.getAllChangeSets().values()) {
            @Nullable ClassDescriptor descriptor = change.getDescriptor();
            boolean silent = descriptor != null
                    && descriptor.getCachePolicy().getCacheSynchronizationType() == ClassDescriptor.DO_NOT_SEND_CHANGES;
            if (change.isNew() && !change.isAggregate() && !silent) {
                eviction.queriesOf(change.getClassName());
            }
        }
    }

    private static void add(ObjectChangeSet change, EvictionBuilder eviction) {
        if (!change.isAggregate()) {
            eviction.entity(change.getClassName(), key(change.getId()));
        }
    }

    private static @Nullable EntityKey key(@Nullable Object id) {
        if (id instanceof CacheId composite) {
            return EntityKey.ofParts(Arrays.asList(composite.getPrimaryKey()));
        }
        return id == null ? null : EntityKey.ofParts(List.of(id));
    }
}
