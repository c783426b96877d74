package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.invalidation.CacheInvalidationPolicy;
import org.eclipse.persistence.internal.identitymaps.CacheKey;
import org.eclipse.persistence.internal.sessions.AbstractSession;

/**
 * Takes cached objects for invalid while the cache must not be served from; otherwise the policy of the entity decides.
 * EclipseLink asks at every hit, and when an object that is cached is reached through another one.
 */
final class FreshPolicy extends CacheInvalidationPolicy {

    private static final long serialVersionUID = 1L;

    private final CacheInvalidationPolicy own;
    private final transient CacheGuard guard;

    FreshPolicy(CacheInvalidationPolicy own, CacheGuard guard) {
        this.own = own;
        this.guard = guard;
        shouldUpdateReadTimeOnUpdate = own.shouldUpdateReadTimeOnUpdate();
        shouldRefreshInvalidObjectsOnClone = own.shouldRefreshInvalidObjectsOnClone();
        isInvalidationRandomized = own.isInvalidationRandomized();
    }

    /** The policy of the entity. */
    CacheInvalidationPolicy own() {
        return own;
    }

    @Override
    public boolean isInvalidated(CacheKey key) {
        return isStale(key) || own.isInvalidated(key);
    }

    @Override
    public boolean isInvalidated(CacheKey key, long currentTimeMillis) {
        return isStale(key) || own.isInvalidated(key, currentTimeMillis);
    }

    private boolean isStale(CacheKey key) {
        if (guard.mayServe() || Operation.includes(key.getLastUpdatedQueryId())) {
            return false;
        }
        Operation.distrustOlder();
        return true;
    }

    @Override
    public long getExpiryTimeInMillis(CacheKey key) {
        return own.getExpiryTimeInMillis(key);
    }

    @Override
    public long getRemainingValidTime(CacheKey key) {
        return own.getRemainingValidTime(key);
    }

    @Override
    public void initialize(ClassDescriptor descriptor, AbstractSession session) {
        own.initialize(descriptor, session);
    }
}
