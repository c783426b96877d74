package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.UnitStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.persistence.internal.sessions.UnitOfWorkChangeSet;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ModifyAllQuery;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Tells the peers what EclipseLink's own coordination leaves out: inserts, after which cached query results are short, and
 * bulk statements, after which whole types are old. Thread-safe.
 */
final class UnlistedChanges extends SessionEventAdapter {

    private static final String BULK_TYPES = UnlistedChanges.class.getName();

    private final UnitStream stream;

    UnlistedChanges(UnitStream stream) {
        this.stream = stream;
    }

    @Override
    public void postExecuteQuery(SessionEvent event) {
        @Nullable DatabaseQuery query = event.getQuery();
        if (query instanceof ModifyAllQuery bulk && event.getSession() instanceof UnitOfWorkImpl unitOfWork) {
            bulkTypes(unitOfWork).add(bulk.getReferenceClassName());
        }
    }

    @Override
    public void postCommitUnitOfWork(SessionEvent event) {
        Session session = event.getSession();
        if (session instanceof UnitOfWorkImpl unitOfWork && !unitOfWork.isNestedUnitOfWork()) {
            stream.publish(() -> describe(unitOfWork));
        }
    }

    private static @Nullable Eviction describe(UnitOfWorkImpl unitOfWork) {
        EvictionBuilder eviction = new EvictionBuilder();
        if (unitOfWork.getProperties().remove(BULK_TYPES) instanceof Set<?> bulkTypes) {
            bulkTypes.forEach(type -> eviction.type((String) type));
        }
        if (unitOfWork.getUnitOfWorkChangeSet() instanceof UnitOfWorkChangeSet changes) {
            Changes.addInserted(changes, eviction);
        }
        return eviction.isEmpty() ? null : eviction.build();
    }

    @SuppressWarnings("unchecked")
    private static Set<String> bulkTypes(UnitOfWorkImpl unitOfWork) {
        return (Set<String>) unitOfWork.getProperties().computeIfAbsent(BULK_TYPES, key -> new LinkedHashSet<String>());
    }
}
