package dev.muster.jpa.eclipselink;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.WriteLockManager;
import org.eclipse.persistence.internal.identitymaps.CacheKey;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.MergeManager;
import org.eclipse.persistence.internal.sessions.ObjectChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps commits from putting what they have not written into the cache.
 *
 * <p>Where a changed object, or one it refers to, has fallen out of the cache, EclipseLink puts the whole copy of the
 * persistence context there, however long ago that was read. Such objects stay known (relations need them) but are read
 * again when they are used. New objects are not concerned: their merge makes them valid.
 */
final class CarefulMerges extends WriteLockManager {

    /** Marks what is changed, not new, and not cached. To be called before the merge. */
    static void distrustWhatIsNotCached(UnitOfWorkChangeSet changes) {
        for (ObjectChangeSet change : changes.getAllChangeSets().values()) {
            @Nullable CacheKey key = change.getActiveCacheKey();
            if (!change.isNew() && key != null && key.getObject() == null) {
                key.setInvalidationState(CacheKey.CACHE_KEY_INVALID);
            }
        }
    }

    @Override
    public CacheKey appendLock(
            Object primaryKey,
            Object objectToLock,
            ClassDescriptor descriptor,
            MergeManager mergeManager,
            AbstractSession session) {
        CacheKey key = super.appendLock(primaryKey, objectToLock, descriptor, mergeManager, session);
        if (key.getObject() == objectToLock) {
            key.setInvalidationState(CacheKey.CACHE_KEY_INVALID);
        }
        return key;
    }
}
