package dev.muster.jpa.eclipselink;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.unit.UnitStream;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ModifyAllQuery;
import org.eclipse.persistence.queries.ObjectLevelModifyQuery;
import org.eclipse.persistence.queries.ReadAllQuery;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Follows the transactions of a session and its client sessions.
 *
 * <ol>
 *   <li>What is written is noted as it is written: of what was flushed and cleared, or changed by a bulk statement,
 *       EclipseLink's change sets know nothing at the end.
 *   <li>The change set is added before it is merged into the cache.
 *   <li>Once merged, the peers are told, and evictions that came meanwhile are done again: a commit may have put an
 *       older state than the one they were for. If the merge failed they are told all the same.
 *   <li>If the database was asked to commit and did not answer, everybody evicts, this server too: it may have committed.
 * </ol>
 *
 * Thread-safe.
 */
final class SessionListener extends SessionEventAdapter {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final UnitStream stream;
    private final Loads loads;
    private final LoadProfiler profiler;
    private final Keys keys;
    private final Runnable onLogout;
    private final Map<AbstractSession, Changes> changes = Collections.synchronizedMap(new WeakHashMap<>());

    SessionListener(UnitStream stream, Loads loads, LoadProfiler profiler, Keys keys, Runnable onLogout) {
        this.stream = stream;
        this.loads = loads;
        this.profiler = profiler;
        this.keys = keys;
        this.onLogout = onLogout;
    }

    @Override
    public void postLogout(SessionEvent event) {
        onLogout.run();
    }

    @Override
    public void preExecuteQuery(SessionEvent event) {
        profiler.installInto(session(event));
        KnownHint.neutralize(event.getQuery());
        if (event.getQuery() instanceof ReadAllQuery query
                && query.getContainerPolicy().isCursorPolicy()) {
            // It reads on when the query is long over.
            query.setShouldStoreBypassCache(true);
        }
    }

    @Override
    public void postExecuteQuery(SessionEvent event) {
        DatabaseQuery query = event.getQuery();
        AbstractSession session = session(event);
        if (query instanceof ObjectLevelModifyQuery written) {
            changesOf(session).add(written, session);
        } else if (query instanceof ModifyAllQuery bulk) {
            changesOf(session).add(bulk, session);
        } else {
            NamedEntities.in(query).forEach(name -> addNamed(name, session));
        }
    }

    private void addNamed(String name, AbstractSession session) {
        NamedEntities.className(name, session).ifPresentOrElse(changesOf(session)::addUnknownHere, () -> {
            LOG.log(Level.WARNING, MeshMessage.UNKNOWN_ENTITY.text(stream.unit(), name));
            changesOf(session).addEverything();
        });
    }

    @Override
    public void preBeginTransaction(SessionEvent event) {
        changes.remove(Loads.owner(session(event)));
        loads.transactionBegins(session(event));
    }

    @Override
    public void preCommitTransaction(SessionEvent event) {
        changesOf(session(event)).committing(true);
    }

    @Override
    public void postCommitTransaction(SessionEvent event) {
        changesOf(session(event)).committing(false);
    }

    @Override
    public void preRollbackTransaction(SessionEvent event) {
        @Nullable Changes written = changes.remove(Loads.owner(session(event)));
        @Nullable Eviction perhaps = written != null && written.isInDoubt() ? written.toTell() : null;
        if (perhaps != null) {
            stream.evictHere(perhaps);
            stream.publish(() -> perhaps);
        }
    }

    @Override
    public void postRollbackTransaction(SessionEvent event) {
        changes.remove(Loads.owner(session(event)));
        loads.transactionEnds(session(event));
    }

    @Override
    public void preMergeUnitOfWorkChangeSet(SessionEvent event) {
        if (isRoot(event)) {
            TellingCaches.merging(true);
            CarefulMerges.distrustWhatIsNotCached(changeSet(event));
        }
    }

    @Override
    public void postMergeUnitOfWorkChangeSet(SessionEvent event) {
        if (isRoot(event)) {
            TellingCaches.merging(false);
            changesOf(session(event)).add(changeSet(event), session(event));
            loads.transactionMerged(session(event));
            tell(session(event));
        }
    }

    @Override
    public void postCommitUnitOfWork(SessionEvent event) {
        if (event.getSession() instanceof UnitOfWorkImpl unitOfWork && !unitOfWork.isNestedUnitOfWork()) {
            loads.transactionMerged(unitOfWork);
            tell(unitOfWork);
        }
    }

    @Override
    public void postReleaseUnitOfWork(SessionEvent event) {
        if (event.getSession() instanceof UnitOfWorkImpl unitOfWork && !unitOfWork.isNestedUnitOfWork()) {
            changes.remove(Loads.owner(unitOfWork));
            loads.transactionEnds(unitOfWork);
        }
    }

    private void tell(AbstractSession session) {
        @Nullable Changes committed = changes.remove(Loads.owner(session));
        if (committed == null) {
            return;
        }
        @Nullable Eviction here = committed.toEvictHere();
        if (here != null) {
            stream.evictHere(here);
        }
        stream.publish(committed::toTell);
    }

    private Changes changesOf(AbstractSession session) {
        return changes.computeIfAbsent(Loads.owner(session), owner -> new Changes(keys));
    }

    private static AbstractSession session(SessionEvent event) {
        return (AbstractSession) event.getSession();
    }

    private static UnitOfWorkChangeSet changeSet(SessionEvent event) {
        return (UnitOfWorkChangeSet) event.getProperty("UnitOfWorkChangeSet");
    }

    /** Not a nested unit of work, whose changes are not committed yet. */
    private static boolean isRoot(SessionEvent event) {
        return !session(event).isUnitOfWork();
    }
}
