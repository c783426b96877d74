package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.unit.UnitStream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.identitymaps.IdentityMapManager;
import org.eclipse.persistence.internal.sessions.AbstractSession;

/** Everything that is put into a session for its caches to be guarded, and taken out again. Not thread-safe. */
final class SessionHooks {

    private final AbstractSession session;
    private final SessionListener listener;
    private final LoadProfiler profiler;
    private final IdentityMapManager ownMaps;

    /**
     * Puts them in. To be called at login, before there are client sessions.
     *
     * @param onLogout is told when the session has logged out
     */
    SessionHooks(AbstractSession session, UnitStream stream, SessionEvictor evictor, Keys keys, Runnable onLogout) {
        this.session = session;
        CacheGuard guard = stream.guard();
        Loads loads = new Loads(stream.unit(), guard, evictor);
        profiler = new LoadProfiler(loads, guard, session.getProfiler());
        listener = new SessionListener(stream, loads, profiler, keys, onLogout);
        ownMaps = session.getIdentityMapAccessorInstance().getIdentityMapManager();

        session.getIdentityMapAccessorInstance().setIdentityMapManager(new GuardedMaps(session, guard));
        TellingCaches.install(session, stream, keys);
        KnownHint.register();
        session.getDescriptors().values().forEach(descriptor -> guard(descriptor, guard));
        profiler.installInto(session);
        session.getEventManager().addListener(listener);
    }

    /** Takes them out; the cache is empty then. */
    void remove() {
        session.getEventManager().removeListener(listener);
        profiler.removeFrom(session);
        session.getDescriptors().values().forEach(SessionHooks::unguard);
        TellingCaches.remove(session);
        ownMaps.initializeIdentityMaps();
        session.getIdentityMapAccessorInstance().setIdentityMapManager(ownMaps);
    }

    private static void guard(ClassDescriptor descriptor, CacheGuard guard) {
        if (!descriptor.isDescriptorTypeAggregate()) {
            descriptor.setCacheInvalidationPolicy(new FreshPolicy(descriptor.getCacheInvalidationPolicy(), guard));
        }
    }

    private static void unguard(ClassDescriptor descriptor) {
        if (descriptor.getCacheInvalidationPolicy() instanceof FreshPolicy policy) {
            descriptor.setCacheInvalidationPolicy(policy.own());
        }
    }
}
