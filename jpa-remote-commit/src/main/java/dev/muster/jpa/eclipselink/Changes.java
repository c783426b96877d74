package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.ObjectChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.eclipse.persistence.queries.InsertObjectQuery;
import org.eclipse.persistence.queries.ModifyAllQuery;
import org.eclipse.persistence.queries.ObjectLevelModifyQuery;
import org.jspecify.annotations.Nullable;

/** What one transaction has changed so far. Not thread-safe. */
final class Changes {

    private final Keys keys;
    private final EvictionBuilder eviction = new EvictionBuilder();
    private final Set<String> unknownHere = new LinkedHashSet<>();
    private boolean everything;
    private boolean committing;

    Changes(Keys keys) {
        this.keys = keys;
    }

    /** An entity was inserted, updated or deleted. */
    void add(ObjectLevelModifyQuery written, AbstractSession session) {
        @Nullable Object object = written.getObject();
        @Nullable ClassDescriptor descriptor = object == null ? null : session.getDescriptor(object);
        if (descriptor == null || !isTold(descriptor)) {
            return;
        }
        if (written instanceof InsertObjectQuery) {
            eviction.queriesOf(descriptor.getJavaClassName());
        } else {
            @Nullable Object id = descriptor.getObjectBuilder().extractPrimaryKeyFromObject(object, session, true);
            eviction.entity(descriptor.getJavaClassName(), keys.toShared(descriptor, id));
        }
    }

    /** A bulk statement was executed. */
    void add(ModifyAllQuery bulk, AbstractSession session) {
        @Nullable ClassDescriptor descriptor = session.getDescriptor(bulk.getReferenceClass());
        if (descriptor != null && isTold(descriptor)) {
            eviction.type(descriptor.getJavaClassName());
        }
    }

    /** What EclipseLink has found changed or deleted, be it only in its relations. */
    void add(UnitOfWorkChangeSet changes, AbstractSession session) {
        for (ObjectChangeSet change : changes.getAllChangeSets().values()) {
            @Nullable ClassDescriptor descriptor = descriptor(change, session);
            if (descriptor != null && change.isNew()) {
                eviction.queriesOf(descriptor.getJavaClassName());
            } else if (descriptor != null) {
                eviction.entity(descriptor.getJavaClassName(), keys.toShared(descriptor, change.getId()));
            }
        }
        for (ObjectChangeSet change : changes.getDeletedObjects().values()) {
            @Nullable ClassDescriptor descriptor = descriptor(change, session);
            if (descriptor != null) {
                eviction.entity(descriptor.getJavaClassName(), keys.toShared(descriptor, change.getId()));
            }
        }
    }

    /** A statement that EclipseLink does not understand has changed entities of this type. */
    void addUnknownHere(String type) {
        eviction.type(type);
        unknownHere.add(type);
    }

    /** A statement has changed nobody knows what. */
    void addEverything() {
        everything = true;
    }

    /** The database is being asked to commit, or has answered. */
    void committing(boolean asked) {
        committing = asked;
    }

    /** Whether the database was asked to commit and has not said that it did. */
    boolean isInDoubt() {
        return committing;
    }

    /** What the peers are to evict, or null. */
    @Nullable Eviction toTell() {
        if (everything) {
            return Eviction.EVERYTHING;
        }
        return eviction.isEmpty() ? null : eviction.build();
    }

    /** What this server is to evict too, because EclipseLink does not know of it, or null. */
    @Nullable Eviction toEvictHere() {
        if (everything) {
            return Eviction.EVERYTHING;
        }
        if (unknownHere.isEmpty()) {
            return null;
        }
        EvictionBuilder here = new EvictionBuilder();
        unknownHere.forEach(here::type);
        return here.build();
    }

    private static @Nullable ClassDescriptor descriptor(ObjectChangeSet change, AbstractSession session) {
        if (change.isAggregate()) {
            return null;
        }
        @Nullable ClassDescriptor known = change.getDescriptor();
        ClassDescriptor descriptor = known == null ? session.getDescriptor(change.getClassType(session)) : known;
        return isTold(descriptor) ? descriptor : null;
    }

    /**
     * Whether peers hear of this type. EclipseLink sets {@code NONE} for those that it does not cache too; they may be
     * cached elsewhere.
     */
    private static boolean isTold(ClassDescriptor descriptor) {
        int type = descriptor.getCachePolicy().getCacheSynchronizationType();
        return !descriptor.isDescriptorTypeAggregate()
                && (type != ClassDescriptor.DO_NOT_SEND_CHANGES || descriptor.isIsolated());
    }
}
