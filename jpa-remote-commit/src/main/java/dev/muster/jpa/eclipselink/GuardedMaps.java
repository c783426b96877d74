package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import java.util.List;
import org.eclipse.persistence.internal.identitymaps.IdentityMapManager;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.queries.ReadQuery;
import org.jspecify.annotations.Nullable;

/** The caches of a session as EclipseLink has them, whose query results are served only while they may be. */
final class GuardedMaps extends IdentityMapManager {

    private static final long serialVersionUID = 1L;

    private final transient CacheGuard guard;

    GuardedMaps(AbstractSession session, CacheGuard guard) {
        super(session);
        this.guard = guard;
        writeLockManager = new CarefulMerges();
    }

    @Override
    @SuppressWarnings({"NullAway", "rawtypes"}) // null is EclipseLink's word for "not cached"
    public Object getQueryResult(ReadQuery query, List parameters, boolean shouldCheckExpiry) {
        return guard.mayServe() ? super.getQueryResult(query, parameters, shouldCheckExpiry) : null;
    }

    /**
     * Drops all query results. Unlike {@link #clearQueryCache()} it does not replace the maps: a result that is put at
     * the same time would be lost to the invalidation by later commits of this server.
     */
    void dropQueryResults() {
        queryResults.clear();
    }

    /** Drops the query results of a session whatever its caches are. */
    static void dropQueryResults(AbstractSession session) {
        @Nullable IdentityMapManager maps = session.getIdentityMapAccessorInstance().getIdentityMapManager();
        if (maps instanceof GuardedMaps guarded) {
            guarded.dropQueryResults();
        } else {
            session.getIdentityMapAccessorInstance().clearQueryCache();
        }
    }
}
