package dev.muster.jpa.openjpa;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a thread works on the caches of a factory. They are told nothing of that by OpenJPA, and must tell the
 * application's own evictions, of which the peers are to hear, from those that come from the peers or from a commit, and
 * must know which load puts a state.
 */
final class CacheScope {

    private static final ThreadLocal<@Nullable Object> OWNER = new ThreadLocal<>();

    private CacheScope() {}

    /** Whether neither OpenJPA nor a peer is at work, so that it is the application itself that calls. */
    static boolean isApplication() {
        return OWNER.get() == null;
    }

    /** Whether it is this one's work. */
    static boolean isOwner(Object owner) {
        return OWNER.get() == owner;
    }

    /** The loads of the broker that works on this thread, or null if none does. */
    static @Nullable BrokerLoads loads() {
        return OWNER.get() instanceof BrokerLoads loads ? loads : null;
    }

    /** From now on it is this one's work; returns whose it was, for {@link #leave}. */
    static @Nullable Object enter(Object owner) {
        @Nullable Object before = OWNER.get();
        OWNER.set(owner);
        return before;
    }

    static void leave(@Nullable Object before) {
        if (before == null) {
            OWNER.remove();
        } else {
            OWNER.set(before);
        }
    }
}
