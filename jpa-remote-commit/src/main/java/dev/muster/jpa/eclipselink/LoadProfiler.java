package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import org.eclipse.persistence.internal.sessions.AbstractRecord;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.sessions.DataRecord;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionProfiler;
import org.jspecify.annotations.Nullable;

/**
 * Brackets every query: what is read inside is put into the cache inside, see {@link CacheGuard}.
 *
 * <p>Why a profiler: {@code AbstractSession.executeQuery}, the one way from all sessions to the database that builds
 * objects (finders, lists, refreshs, lazy relations, fetch groups, retries), runs the query inside of
 * {@code profileExecutionOfQuery}. The events around a query are not enough, {@code postExecuteQuery} is left out when
 * it fails; redirectors belong to single descriptors; and the builders of objects cannot be replaced. Cursors read on
 * after the query has returned: {@link SessionListener} keeps them out of the cache.
 *
 * <p>A profiler of the application goes on to be called.
 */
final class LoadProfiler implements SessionProfiler {

    private final Loads loads;
    private final CacheGuard guard;
    private final @Nullable SessionProfiler own;

    LoadProfiler(Loads loads, CacheGuard guard, @Nullable SessionProfiler own) {
        this.loads = loads;
        this.guard = guard;
        this.own = own;
    }

    /** Puts one in front of the session's profiler, unless it is there. */
    void installInto(AbstractSession session) {
        @Nullable SessionProfiler present = session.getProfiler();
        if (!(present instanceof LoadProfiler)) {
            session.setProfiler(present == own ? this : new LoadProfiler(loads, guard, present));
        }
        // Without a profiler of the application the weight is zero, so that nothing but queries is profiled.
        session.setIsInProfile(true);
    }

    /** Leaves the session's profiler as it was. */
    void removeFrom(AbstractSession session) {
        if (session.getProfiler() instanceof LoadProfiler installed) {
            session.setProfiler(installed.own);
            session.setIsInProfile(installed.own != null && installed.own.getProfileWeight() != NONE);
        }
    }

    @Override
    public Object profileExecutionOfQuery(DatabaseQuery query, DataRecord row, AbstractSession session) {
        CacheGuard.Load load = loads.begin(session);
        Operation.enter(guard.mayServe());
        try {
            return own == null
                    ? session.internalExecuteQuery(query, (AbstractRecord) row)
                    : own.profileExecutionOfQuery(query, row, session);
        } finally {
            Operation.exit();
            loads.settle(load);
        }
    }

    @Override
    public void setSession(Session session) {
        // The application's profiler knows its session.
    }

    @Override
    public void startOperationProfile(String operationName) {
        if (own != null) {
            own.startOperationProfile(operationName);
        }
    }

    @Override
    public void startOperationProfile(String operationName, DatabaseQuery query, int weight) {
        if (own != null) {
            own.startOperationProfile(operationName, query, weight);
        }
    }

    @Override
    public void endOperationProfile(String operationName) {
        if (own != null) {
            own.endOperationProfile(operationName);
        }
    }

    @Override
    public void endOperationProfile(String operationName, DatabaseQuery query, int weight) {
        if (own != null) {
            own.endOperationProfile(operationName, query, weight);
        }
    }

    @Override
    public void update(String operationName, Object value) {
        if (own != null) {
            own.update(operationName, value);
        }
    }

    @Override
    public void occurred(String operationName, AbstractSession session) {
        if (own != null) {
            own.occurred(operationName, session);
        }
    }

    @Override
    public void occurred(String operationName, DatabaseQuery query, AbstractSession session) {
        if (own != null) {
            own.occurred(operationName, query, session);
        }
    }

    @Override
    public void setProfileWeight(int weight) {
        if (own != null) {
            own.setProfileWeight(weight);
        }
    }

    @Override
    public int getProfileWeight() {
        return own == null ? NONE : own.getProfileWeight();
    }

    @Override
    public void initialize() {
        if (own != null) {
            own.initialize();
        }
    }
}
