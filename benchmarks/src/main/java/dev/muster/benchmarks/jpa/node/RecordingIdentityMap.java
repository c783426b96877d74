package dev.muster.benchmarks.jpa.node;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.identitymaps.CacheKey;
import org.eclipse.persistence.internal.identitymaps.FullIdentityMap;
import org.eclipse.persistence.internal.sessions.AbstractSession;

/** EclipseLink's full identity map, which notes when an entity in it is marked as old. */
public final class RecordingIdentityMap extends FullIdentityMap {

    private static final long serialVersionUID = 1L;

    /** For EclipseLink. */
    public RecordingIdentityMap(int size, ClassDescriptor descriptor, AbstractSession session, boolean isolated) {
        super(size, descriptor, session, isolated);
    }

    @Override
    public CacheKey createCacheKey(Object primaryKey, Object object, Object writeLockValue, long readTime) {
        return new RecordingKey(primaryKey, object, writeLockValue, readTime, isIsolated);
    }

    private static final class RecordingKey extends CacheKey {

        private static final long serialVersionUID = 1L;

        RecordingKey(Object primaryKey, Object object, Object lockValue, long readTime, boolean isIsolated) {
            super(primaryKey, object, lockValue, readTime, isIsolated);
        }

        @Override
        public void setInvalidationState(int state) {
            super.setInvalidationState(state);
            if (state == CACHE_KEY_INVALID) {
                Evictions.here().evicted((Long) getKey());
            }
        }
    }
}
